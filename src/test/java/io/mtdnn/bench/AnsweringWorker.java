package io.mtdnn.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.mtdnn.FakeDatabaseState;
import io.mtdnn.model.ModelDescription;
import io.mtdnn.model.ModelFactory;
import io.mtdnn.registry.ModelRegistration;
import io.mtdnn.registry.ModelRegistry;
import io.mtdnn.registry.RegisteredModel;
import io.mtdnn.registry.RemovedModel;
import io.mtdnn.serving.Deadline;
import io.mtdnn.serving.Question;
import io.mtdnn.serving.QuestionOptions;
import io.mtdnn.serving.answers.QuestionAnswering;
import io.mtdnn.storage.DatabaseState;
import io.mtdnn.task.HeadKind;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.LazyInitializationExcludeFilter;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;

/**
 * The service's question answering with its micro-batching, called in-process by
 * closed-loop clients with the questions of {@code bench/peers/answering.py}. Windows of
 * 384 tokens, about 128 of them shared.
 */
public final class AnsweringWorker {

	private static final QuestionOptions OPTIONS = new QuestionOptions(null, null, 1, 15, 384, 64, 240, true, null);

	private final QuestionAnswering answering;

	private final List<Question> questions;

	private final int clients;

	private int asked;

	private AnsweringWorker(QuestionAnswering answering, List<Question> questions, int clients) {
		this.answering = answering;
		this.questions = questions;
		this.clients = clients;
	}

	/** Arguments: bundle directory, {@code dev-v2.0.json}, number of clients. */
	public static void main(String[] args) throws IOException {
		System.setProperty("bench.bundle", args[0]);
		try (var context = Service.start(Serving.class)) {
			Worker.serve(new AnsweringWorker(context.getBean(QuestionAnswering.class), questions(Path.of(args[1])),
					Integer.parseInt(args[2]))::run);
		}
	}

	/** In the peers' order: every 61st of the file, repeatedly. */
	private static List<Question> questions(Path dev) {
		List<Question> flat = new ArrayList<>();
		for (JsonNode article : JsonMapper.builder().build().readTree(dev.toFile()).get("data")) {
			for (JsonNode paragraph : article.get("paragraphs")) {
				for (JsonNode question : paragraph.get("qas")) {
					flat.add(new Question(question.get("question").asString(), paragraph.get("context").asString(),
							OPTIONS));
				}
			}
		}
		List<Question> mixed = new ArrayList<>();
		for (int i = 0; i < flat.size(); i++) {
			mixed.add(flat.get((int) (i * 61L % flat.size())));
		}
		return mixed;
	}

	private Map<String, Object> run(int count) {
		int first = this.asked;
		this.asked += count;
		AtomicInteger next = new AtomicInteger(first);
		ConcurrentLinkedQueue<Double> latencies = new ConcurrentLinkedQueue<>();
		List<Thread> threads = new ArrayList<>();
		long began = System.nanoTime();
		for (int client = 0; client < this.clients; client++) {
			threads.add(new Thread(() -> {
				for (int i = next.getAndIncrement(); i < first + count; i = next.getAndIncrement()) {
					latencies.add(ask(this.questions.get(i % this.questions.size())));
				}
			}));
			threads.get(client).start();
		}
		threads.forEach(AnsweringWorker::join);
		return Map.of("seconds", (System.nanoTime() - began) / 1e9, "latencies", List.copyOf(latencies));
	}

	private double ask(Question question) {
		long began = System.nanoTime();
		this.answering.answer(question, Deadline.within(Duration.ofMinutes(1)));
		return (System.nanoTime() - began) / 1e9;
	}

	private static void join(Thread thread) {
		try {
			thread.join();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	@TestConfiguration(proxyBeanMethods = false)
	@ComponentScan(basePackages = "io.mtdnn.serving",
			excludeFilters = @ComponentScan.Filter(type = FilterType.REGEX,
					pattern = "io\\.mtdnn\\.serving\\.web\\..*"))
	@ConfigurationPropertiesScan("io.mtdnn.serving")
	static class Serving {

		/** Required because no bean depends on the loop that empties the queue. */
		@Bean
		static LazyInitializationExcludeFilter serving() {
			return (name, definition, type) -> type.getPackageName().startsWith(Question.class.getPackageName());
		}

		@Bean
		MeterRegistry meterRegistry() {
			return new SimpleMeterRegistry();
		}

		@Bean
		DatabaseState databaseState() {
			return new FakeDatabaseState();
		}

		@Bean
		ModelRegistry modelRegistry(ModelFactory models, @Value("${bench.bundle}") Path bundle) {
			return new OneModel(bundle, models.describe(bundle));
		}

	}

	/** A registry of a single bundle. */
	private record OneModel(Path bundle, ModelDescription description) implements ModelRegistry {

		@Override
		public RegisteredModel register(ModelRegistration registration, Runnable permission) {
			throw new UnsupportedOperationException("read only");
		}

		@Override
		public Optional<RegisteredModel> find(String reference) {
			return newest();
		}

		@Override
		public Optional<RegisteredModel> aliased(String alias) {
			return newest();
		}

		@Override
		public List<RegisteredModel> ofJob(String jobId) {
			return List.of();
		}

		@Override
		public List<RegisteredModel> newest(HeadKind head, int most) {
			return newest().stream().toList();
		}

		@Override
		public RemovedModel remove(String id, boolean force) {
			throw new UnsupportedOperationException("read only");
		}

		@Override
		public void removeOfJob(String jobId) {
			throw new UnsupportedOperationException("read only");
		}

		@Override
		public Optional<RegisteredModel> newest() {
			return Optional.of(new RegisteredModel("bench", "bench", Instant.EPOCH, this.description.encoder(),
					this.description.tasks(), this.description.nullThreshold(), this.description.maxSequenceLength(),
					this.description.maxQuestionLength(), this.description.docStride(), Map.of(), Map.of()));
		}

		@Override
		public Optional<RegisteredModel> newest(HeadKind head, String task) {
			return newest();
		}

		@Override
		public Path bundle(RegisteredModel model) {
			return this.bundle;
		}

	}

}
