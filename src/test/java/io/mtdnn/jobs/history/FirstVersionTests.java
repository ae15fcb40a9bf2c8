package io.mtdnn.jobs.history;

import java.sql.Connection;
import java.util.List;

import io.mtdnn.jobs.JobMetrics.Evaluation;
import io.mtdnn.jobs.JobMetrics.TrainingPoint;
import io.mtdnn.jobs.rows.JobJson;
import io.mtdnn.plan.TrainingPlan;
import io.mtdnn.training.PreflightReport;
import org.flywaydb.core.Flyway;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.init.ScriptUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Rows of the first version remain readable. The script contains three jobs that it ran
 * on the sample data: one succeeded, one was cancelled, one was returned to the queue
 * after step 13.
 */
class FirstVersionTests {

	private static final String SUCCEEDED = "01a21ec6-dc6b-716a-ac69-854ba5e384a0";

	private static final String HANDED_BACK = "01a21ec7-e680-7840-9949-3b3e9d903a7d";

	private final JobJson json = new JobJson();

	private final JdbcConnectionPool database = JdbcConnectionPool.create(
			"jdbc:h2:mem:first-version;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH;DB_CLOSE_DELAY=-1",
			"", "");

	private final JdbcClient jdbc = JdbcClient.create(this.database);

	@BeforeEach
	void upgradeTheDatabase() throws Exception {
		Flyway.configure().dataSource(this.database).target("3").load().migrate();
		try (Connection connection = this.database.getConnection()) {
			ScriptUtils.executeSqlScript(connection, new ClassPathResource("upgrade/first-version.sql"));
		}
		Flyway.configure().dataSource(this.database).load().migrate();
	}

	@AfterEach
	void dropTheDatabase() {
		this.jdbc.sql("shutdown").update();
	}

	@Test
	void jobsKeepTheirStateAndQueuePosition() {
		assertThat(this.jdbc.sql("select status from job order by number").query(String.class).list())
			.containsExactly("SUCCEEDED", "CANCELLED", "QUEUED");
		assertThat(this.jdbc.sql("select task_instance from scheduled_tasks").query(String.class).list())
			.containsExactly(HANDED_BACK + ":1");
		assertThat(this.jdbc.sql("select journal_position from job where id = ?")
			.param(HANDED_BACK)
			.query(Long.class)
			.single()).isPositive();
	}

	@Test
	void plansKeepTheirValuesAndTheBehaviourOfTheirVersion() {
		TrainingPlan plan = this.json.read(text("plan"), TrainingPlan.class);
		assertThat(plan.tasks()).extracting("dataset")
			.containsExactly("sample-squad", "sample-swag", "sample-cola", "sample-mrpc");
		assertThat(plan.tasks().get(0).weight()).isEqualTo(0.6);
		assertThat(plan.learningRate()).isEqualTo(1e-4);
		assertThat(plan.sampling()).isNull();
		PreflightReport report = this.json.read(text("preflight"), PreflightReport.class);
		assertThat(report.totalSteps()).isEqualTo(38);
		assertThat(report.encoderHashes()).isEmpty();
	}

	@Test
	void historiesContainEveryStepAndEvaluation() {
		List<TrainingPoint> points = events("metric").stream()
			.flatMap((payload) -> PointChunk.decode(payload).stream())
			.toList();
		assertThat(points).hasSize(38);
		assertThat(points.get(0).loss()).isEqualTo(0.6958771347999573);
		assertThat(points.get(0).task()).isEqualTo("sample-cola");
		List<Evaluation> evaluations = events("evaluation").stream()
			.map((payload) -> this.json.read(payload, Evaluation.class))
			.toList();
		assertThat(evaluations).hasSize(8);
		assertThat(evaluations.get(4).metrics()).containsEntry("f1", 6.704020244461421);
	}

	@Test
	void modelsKeepTheirTasksAndAliases() {
		assertThat(this.jdbc.sql("select head from model_task where model_id = ? order by name")
			.param(SUCCEEDED)
			.query(String.class)
			.list()).containsExactly("CLASSIFICATION", "CLASSIFICATION", "SPAN", "MULTIPLE_CHOICE");
		assertThat(
				this.jdbc.sql("select model_id from model_alias where name = 'champion'").query(String.class).single())
			.isEqualTo(SUCCEEDED);
	}

	private String text(String column) {
		return this.jdbc.sql("select " + column + " from job where id = ?")
			.param(SUCCEEDED)
			.query(String.class)
			.single();
	}

	private List<byte[]> events(String kind) {
		return this.jdbc.sql("select payload from job_event where job_id = ? and kind = ? order by first_sequence")
			.params(SUCCEEDED, kind)
			.query(byte[].class)
			.list();
	}

}
