import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Puts POST /qa under load and prints the results as Markdown. Needs only a JDK:
 *
 * <pre>java bench/ServingLoad.java URL exact|latency|overload|alias [name=value ...]</pre>
 */
public class ServingLoad {

	private static final String[] WORDS = ("the harbour lighthouse keeper of Skarvika built a granite tower in 1874 and lit "
			+ "its lamp every evening until a storm broke two windows which Marta Lindqvist repaired with glass from Oslo")
		.split(" ");

	private static final Pattern STABLE = Pattern.compile(",?\"timings\":\\{[^}]*}");

	private static final Pattern MODEL = Pattern.compile("\"model\":\"([^\"]*)\"");

	private final HttpClient client = HttpClient.newBuilder()
		.version(HttpClient.Version.HTTP_1_1)
		.executor(Executors.newFixedThreadPool(4, ServingLoad::daemon))
		.build();

	private final AtomicInteger refused = new AtomicInteger();

	private final String url;

	private final Map<String, String> options;

	private final List<String> questions;

	ServingLoad(String url, Map<String, String> options) throws IOException {
		this.url = url;
		this.options = options;
		this.questions = questions();
	}

	public static void main(String[] args) throws Exception {
		Map<String, String> options = new TreeMap<>();
		for (String option : Arrays.asList(args).subList(2, args.length)) {
			options.put(option.substring(0, option.indexOf('=')), option.substring(option.indexOf('=') + 1));
		}
		ServingLoad load = new ServingLoad(args[0], options);
		boolean good = switch (args[1]) {
			case "exact" -> load.exact();
			case "latency" -> load.latency();
			case "overload" -> load.overload();
			case "alias" -> load.alias();
			default -> throw new IllegalArgumentException("exact, latency, overload or alias, but not " + args[1]);
		};
		System.exit(good ? 0 : 1);
	}

	/** Questions from a file of lines in the format of POST /qa/batch, or generated ones. */
	private List<String> questions() throws IOException {
		int count = number("questions", 500);
		if (this.options.containsKey("file")) {
			try (Stream<String> lines = Files.lines(Path.of(this.options.get("file")))) {
				return lines.limit(count).toList();
			}
		}
		Random random = new Random(number("seed", 1));
		List<String> made = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			made.add("{\"question\": \"%s ?\", \"context\": \"%s\"}".formatted(words(random, 8),
					words(random, 40 + random.nextInt(160))));
		}
		return made;
	}

	private static String words(Random random, int count) {
		StringBuilder text = new StringBuilder();
		for (int i = 0; i < count; i++) {
			text.append(i > 0 ? " " : "").append(WORDS[random.nextInt(WORDS.length)]);
		}
		return text.toString();
	}

	/** Compares answers one by one, all at once, and as one batch, to the last digit. Rejected requests are retried. */
	private boolean exact() throws Exception {
		List<String> alone = new ArrayList<>();
		for (String question : this.questions) {
			alone.add(stable(insist(question)));
		}
		ExecutorService callers = Executors.newFixedThreadPool(number("clients", 16), ServingLoad::daemon);
		List<CompletableFuture<String>> together = this.questions.stream()
			.map((question) -> CompletableFuture.supplyAsync(() -> stable(insist(question)), callers))
			.toList();
		int concurrent = 0;
		for (int i = 0; i < alone.size(); i++) {
			concurrent += differs(together.get(i).get(), alone.get(i));
		}
		String[] lines = this.client.send(post("/qa/batch", String.join("\n", this.questions), "application/x-ndjson"),
				HttpResponse.BodyHandlers.ofString()).body().split("\n");
		int streamed = Math.abs(lines.length - alone.size());
		for (int i = 0; i < Math.min(lines.length, alone.size()); i++) {
			String line = stable(lines[i]).replaceFirst("\"index\":\\d+,(\"id\":[^,]*,)?", "");
			streamed += differs(line, alone.get(i));
		}
		System.out.printf("| %d questions | different answers |%n|---|---|%n| concurrent against serial | %d |%n| streamed against serial | %d |%n| (rejected with 503 and retried | %d) |%n",
				alone.size(), concurrent, streamed, this.refused.get());
		return concurrent + streamed == 0;
	}

	/** 1 if it differs, after printing both; else 0. */
	private static int differs(String answer, String alone) {
		if (answer.equals(alone)) {
			return 0;
		}
		System.err.printf("%s%n  alone: %s%n", answer, alone);
		return 1;
	}

	/** One client that asks one question after the other. During a training job, this measures the cost of the job. */
	private boolean latency() throws Exception {
		warmUp();
		List<Long> millis = new ArrayList<>();
		for (String question : this.questions) {
			long began = System.nanoTime();
			insist(question);
			millis.add((System.nanoTime() - began) / 1_000_000);
		}
		long[] sorted = millis.stream().mapToLong(Long::longValue).sorted().toArray();
		System.out.printf("| %d questions | p50 | p95 | p99 | maximum | retried after 503 |%n|---|---|---|---|---|---|%n",
				sorted.length);
		System.out.printf("| milliseconds | %d | %d | %d | %d | %d |%n", at(sorted, 0.5), at(sorted, 0.95),
				at(sorted, 0.99), at(sorted, 1), this.refused.get());
		return true;
	}

	/** Sends a multiple of the sustainable rate, and measures how soon the service recovers. */
	private boolean overload() throws Exception {
		warmUp();
		double sustainable = closedLoop(number("calibrate", 20));
		double rate = sustainable * number("factor", 4);
		Duration calm = median(20);
		ConcurrentLinkedQueue<Long> accepted = new ConcurrentLinkedQueue<>();
		Map<String, AtomicInteger> outcomes = new ConcurrentHashMap<>();
		List<Long> memory = new ArrayList<>();
		AtomicInteger open = new AtomicInteger();
		long start = System.nanoTime();
		long seconds = number("seconds", 600);
		long sent = 0;
		while (System.nanoTime() - start < seconds * 1_000_000_000L) {
			long due = start + (long) (sent * 1e9 / rate);
			LockSupport.parkNanos(due - System.nanoTime());
			if (sent++ % Math.max(1, (long) (rate * 5)) == 0) {
				memory.add(residentMegabytes());
			}
			long began = System.nanoTime();
			open.incrementAndGet();
			this.client.sendAsync(post("/qa", this.questions.get((int) (sent % this.questions.size())), "application/json"),
					HttpResponse.BodyHandlers.ofString()).whenComplete((response, error) -> {
						String outcome = outcome(response, error);
						outcomes.computeIfAbsent(outcome, (key) -> new AtomicInteger()).incrementAndGet();
						if (outcome.equals("200")) {
							accepted.add((System.nanoTime() - began) / 1_000_000);
						}
						open.decrementAndGet();
					});
		}
		long end = System.nanoTime();
		double recovery = recovery(calm, end);
		while (open.get() > 0) {
			Thread.sleep(20);
		}
		memory.add(residentMegabytes());
		long[] sorted = accepted.stream().mapToLong(Long::longValue).sorted().toArray();
		System.out.printf("| | |%n|---|---|%n| sustainable rate | %.1f/s |%n| offered | %.1f/s for %d s |%n", sustainable, rate,
				seconds);
		System.out.printf("| responses by status | %s |%n| accepted | %.1f/s |%n", new TreeMap<>(outcomes),
				(double) sorted.length / seconds);
		System.out.printf("| p50 / p95 / p99 / maximum of accepted | %d / %d / %d / %d ms (calm: %d) |%n", at(sorted, 0.5),
				at(sorted, 0.95), at(sorted, 0.99), at(sorted, 1), calm.toMillis());
		System.out.printf("| resident memory after a tenth / at the end / maximum | %d / %d / %d MB |%n",
				memory.get(memory.size() / 10), memory.get(memory.size() - 1),
				memory.stream().mapToLong(Long::longValue).max().orElse(0));
		System.out.printf("| recovered after | %.1f s |%n", recovery);
		return outcomes.keySet().stream().allMatch((outcome) -> outcome.equals("200") || outcome.equals("503"));
	}

	private static String outcome(HttpResponse<String> response, Throwable error) {
		if (error != null) {
			return "none: " + error;
		}
		boolean mute = response.statusCode() == 503 && response.headers().firstValue("Retry-After").isEmpty();
		return response.statusCode() + (mute ? " without Retry-After" : "");
	}

	private double recovery(Duration calm, long end) throws Exception {
		int fast = 0;
		while (fast < 3 && System.nanoTime() - end < 120_000_000_000L) {
			long began = System.nanoTime();
			int status = ask(this.questions.get(0)).statusCode();
			fast = (status == 200 && System.nanoTime() - began < 2 * calm.toNanos() + 20_000_000) ? fast + 1 : 0;
			if (status != 200) {
				Thread.sleep(50);
			}
		}
		return (System.nanoTime() - end) / 1e9;
	}

	/** Answers per second while some clients ask one question after the other. */
	private double closedLoop(int seconds) throws Exception {
		AtomicInteger asked = new AtomicInteger();
		AtomicInteger answered = new AtomicInteger();
		long end = System.nanoTime() + seconds * 1_000_000_000L;
		List<Thread> clients = new ArrayList<>();
		for (int i = 0; i < 8; i++) {
			Thread thread = daemon(() -> {
				while (System.nanoTime() < end) {
					if (ask(this.questions.get(asked.incrementAndGet() % this.questions.size())).statusCode() == 200) {
						answered.incrementAndGet();
					}
				}
			});
			thread.start();
			clients.add(thread);
		}
		for (Thread thread : clients) {
			thread.join();
		}
		return (double) answered.get() / seconds;
	}

	private Duration median(int times) {
		long[] nanos = new long[times];
		for (int i = 0; i < times; i++) {
			long began = System.nanoTime();
			ask(this.questions.get(i % this.questions.size()));
			nanos[i] = System.nanoTime() - began;
		}
		Arrays.sort(nanos);
		return Duration.ofNanos(nanos[times / 2]);
	}

	/** An alias moves between two models every second; each answer must come entirely from one model. */
	private boolean alias() throws Exception {
		String[] models = this.options.get("models").split(",");
		List<String> some = this.questions.subList(0, Math.min(20, this.questions.size()));
		Map<String, String> expected = new ConcurrentHashMap<>();
		for (String model : models) {
			for (int i = 0; i < some.size(); i++) {
				String answer = ask(of(some.get(i), model)).body();
				expected.put(i + " " + model(answer), stable(answer));
			}
		}
		move(models[0]);
		Map<String, AtomicInteger> seen = new ConcurrentHashMap<>();
		long end = System.nanoTime() + number("seconds", 60) * 1_000_000_000L;
		List<Thread> clients = new ArrayList<>();
		for (int c = 0; c < number("clients", 4); c++) {
			int first = c;
			Thread thread = daemon(() -> {
				for (int i = first; System.nanoTime() < end; i++) {
					HttpResponse<String> answer = ask(of(some.get(i % some.size()), "load-test"));
					String key = (answer.statusCode() != 200) ? "failed " + answer.statusCode()
							: stable(answer.body()).equals(expected.get(i % some.size() + " " + model(answer.body())))
									? "right, of " + model(answer.body()) : "mixed";
					seen.computeIfAbsent(key, (one) -> new AtomicInteger()).incrementAndGet();
				}
			});
			thread.start();
			clients.add(thread);
		}
		int switches = 0;
		while (System.nanoTime() < end) {
			Thread.sleep(1000);
			move(models[++switches % models.length]);
		}
		for (Thread thread : clients) {
			thread.join();
		}
		System.out.printf("| %d switches | answers |%n|---|---|%n", switches);
		new TreeMap<>(seen).forEach((key, count) -> System.out.printf("| %s | %d |%n", key, count.get()));
		return seen.keySet().stream().allMatch((key) -> key.startsWith("right"));
	}

	private void move(String model) throws Exception {
		HttpResponse<String> response = this.client.send(HttpRequest.newBuilder(URI.create(this.url + "/models/aliases/load-test"))
			.header("Content-Type", "application/json")
			.PUT(HttpRequest.BodyPublishers.ofString("{\"model\": \"" + model + "\"}"))
			.build(), HttpResponse.BodyHandlers.ofString());
		if (response.statusCode() != 200) {
			throw new IllegalStateException("PUT alias: " + response.statusCode() + " " + response.body());
		}
	}

	private static String of(String question, String model) {
		return "{\"model\": \"" + model + "\", " + question.substring(question.indexOf('{') + 1);
	}

	private static String model(String answer) {
		Matcher matcher = MODEL.matcher(answer);
		return matcher.find() ? matcher.group(1) : "?";
	}

	private void warmUp() {
		for (int i = 0; i < 20; i++) {
			ask(this.questions.get(i % this.questions.size()));
		}
	}

	private static String stable(String answer) {
		return STABLE.matcher(answer.strip()).replaceAll("");
	}

	private String insist(String question) {
		HttpResponse<String> response = ask(question);
		while (response.statusCode() == 503) {
			this.refused.incrementAndGet();
			LockSupport.parkNanos(200_000_000);
			response = ask(question);
		}
		return response.body();
	}

	private HttpResponse<String> ask(String question) {
		try {
			return this.client.send(post("/qa", question, "application/json"), HttpResponse.BodyHandlers.ofString());
		}
		catch (IOException | InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private HttpRequest post(String path, String body, String type) {
		return HttpRequest.newBuilder(URI.create(this.url + path))
			.header("Content-Type", type)
			.timeout(Duration.ofMinutes(10))
			.POST(HttpRequest.BodyPublishers.ofString(body))
			.build();
	}

	/** Resident memory of the process in the option {@code pid}; 0 without one. */
	private long residentMegabytes() throws IOException {
		if (!this.options.containsKey("pid")) {
			return 0;
		}
		try (Stream<String> lines = Files.lines(Path.of("/proc", this.options.get("pid"), "status"))) {
			return lines.filter((line) -> line.startsWith("VmRSS"))
				.mapToLong((line) -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
				.findFirst()
				.orElse(0);
		}
	}

	private static long at(long[] sorted, double share) {
		return (sorted.length == 0) ? 0 : sorted[(int) Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
	}

	private int number(String name, int fallback) {
		return Integer.parseInt(this.options.getOrDefault(name, Integer.toString(fallback)));
	}

	private static Thread daemon(Runnable task) {
		Thread thread = new Thread(task);
		thread.setDaemon(true);
		return thread;
	}

}
