package io.mtdnn.jobs;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

import io.mtdnn.jobs.claims.PersistenceContract;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Measures the load that many short runs of two studies put on the database: a node with
 * the API, worker nodes that share a real PostgreSQL, and an engine that takes no time.
 * Started by {@code bench/scaling.sh}; prints a Markdown table.
 */
final class StudyLoad {

	private static final List<String> STUDIES = List.of("first", "second");

	private final EmbeddedPostgres postgres;

	private StudyLoad(EmbeddedPostgres postgres) {
		this.postgres = postgres;
	}

	/**
	 * @param arguments worker nodes, devices of each, and runs of both studies together
	 */
	public static void main(String[] arguments) throws IOException {
		int nodes = Integer.parseInt(arguments[0]);
		int devices = Integer.parseInt(arguments[1]);
		int runs = Integer.parseInt(arguments[2]);
		try (EmbeddedPostgres postgres = EmbeddedPostgres.builder().setServerConfig("max_connections", "400").start()) {
			new StudyLoad(postgres).measure(nodes, devices, runs);
			System.exit(0);
		}
		catch (RuntimeException ex) {
			ex.printStackTrace();
			System.exit(1);
		}
	}

	private void measure(int nodes, int devices, int runs) {
		ConfigurableApplicationContext api = node("api", 0, "mtdnn.roles=api");
		JdbcClient jdbc = api.getBean(JdbcClient.class);
		List<ConfigurableApplicationContext> workers = new ArrayList<>();
		for (int i = 1; i <= nodes; i++) {
			workers.add(node("worker", i, "mtdnn.roles=worker", "test.devices=" + devices));
		}
		long idle = transactions(jdbc);
		LockSupport.parkNanos(10_000_000_000L);
		double idleRate = (transactions(jdbc) - idle) / 10.0;
		long before = transactions(jdbc);
		long began = System.nanoTime();
		submit(api.getBean(Jobs.class), runs, nodes * devices / STUDIES.size());
		double submitted = seconds(began);
		long opened = System.nanoTime();
		workers.forEach((worker) -> open(worker.getBean(FakeEngine.class), runs));
		while (ended(jdbc) < runs) {
			LockSupport.parkNanos(500_000_000L);
		}
		double all = seconds(opened);
		long used = transactions(jdbc) - before;
		print(nodes, devices, runs, idleRate, submitted, all, used, jdbc);
		workers.forEach(ConfigurableApplicationContext::close);
		api.close();
	}

	private ConfigurableApplicationContext node(String role, int number, String... properties) {
		List<String> all = new ArrayList<>(List.of(properties));
		String folder = "target/scaling/" + role + number;
		all.addAll(List.of("spring.datasource.url=" + this.postgres.getJdbcUrl("postgres", "postgres"),
				"spring.datasource.username=postgres", "spring.datasource.password=postgres", "server.port=0",
				"mtdnn.node=" + role + number, "mtdnn.runs-dir=" + folder + "/runs",
				"mtdnn.artifacts.directory=target/scaling/artifacts", "spring.main.banner-mode=off",
				"mtdnn.jobs.queue-capacity=100000", "spring.jmx.enabled=false", "logging.level.root=error"));
		return new SpringApplicationBuilder(JobsTestApplication.class).web(WebApplicationType.SERVLET)
			.run(all.stream().map((property) -> "--" + property).toArray(String[]::new));
	}

	/**
	 * Ends all runs of a node at once; until then started runs wait.
	 */
	private static void open(FakeEngine engine, int runs) {
		IntStream.range(0, runs).forEach((run) -> engine.finish());
	}

	/** Submits the studies one after the other, as two requests would. */
	private static void submit(Jobs jobs, int runs, int parallel) {
		for (String study : STUDIES) {
			for (int i = 0; i < runs / STUDIES.size(); i++) {
				jobs.submit(new JobSubmission(PersistenceContract.request(study + " " + i, "tiny", "cola"), null, 2,
						Set.of(), null, new JobGroup(study, parallel)));
			}
		}
	}

	private static long transactions(JdbcClient jdbc) {
		return jdbc.sql("select xact_commit + xact_rollback from pg_stat_database where datname = 'postgres'")
			.query(Long.class)
			.single();
	}

	private static long ended(JdbcClient jdbc) {
		return jdbc.sql("select count(*) from job where status = 'SUCCEEDED'").query(Long.class).single();
	}

	private static double seconds(long began) {
		return (System.nanoTime() - began) / 1e9;
	}

	private static void print(int nodes, int devices, int runs, double idleRate, double submitted, double all,
			long used, JdbcClient jdbc) {
		System.out.printf(Locale.ROOT,
				"""
						| nodes x devices | runs | submitted in | all ended in | runs per second | transactions per run | idle, per second |
						|---|---|---|---|---|---|---|
						| %d x %d | %d | %.1f s | %.1f s | %.1f | %.1f | %.1f |
						%n""",
				nodes, devices, runs, submitted, all, runs / all, (used - idleRate * (submitted + all)) / runs,
				idleRate);
		for (String study : STUDIES) {
			Double place = jdbc
				.sql("""
						select avg(place) from (select group_name, rank() over (order by finished_at) as place from job) ended
						where group_name = ?""")
				.param(study)
				.query(Double.class)
				.single();
			System.out.printf(Locale.ROOT, "Mean place of the %s study's runs in the order of their ends: %.0f of %d%n",
					study, place, runs);
		}
	}

}
