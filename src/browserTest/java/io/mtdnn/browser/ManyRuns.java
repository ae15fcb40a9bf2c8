package io.mtdnn.browser;

import org.springframework.jdbc.core.JdbcTemplate;

/** Five thousand runs in a database. */
final class ManyRuns {

	private static final int RUNS = 5000;

	private static final String PLAN = """
			{"encoder": "minilm-l6-uncased", "tasks": [{"dataset": "squad-v2", "weight": 0.8}, {"dataset": "swag", "weight": 0.2}], "epochs": 3, "seed": 1}""";

	private ManyRuns() {
	}

	/**
	 * Run 1 to 5,000, a minute after each other: every tenth has failed, the others have an
	 * F1 of number / 100 after number + 10 seconds; every hundredth has the tag "night".
	 */
	static void store(JdbcTemplate jdbc) {
		if (jdbc.queryForObject("select count(*) from job", Integer.class) > 0) {
			return;
		}
		jdbc.update("""
				insert into job (id, number, name, encoder, status, priority, max_attempts, attempt, fruitless_attempts, generation, cancel_requested, purged,
				 plan, created_at, queued_at, started_at, finished_at, step, total_steps, epoch, checkpoint_step, journal_position, next_sequence,
				 scores, score_order, ended_order, seconds, group_name)
				select 'run-' || x, x, 'run ' || x, 'minilm-l6-uncased', case when mod(x, 10) = 0 then 'FAILED' else 'SUCCEEDED' end, 0, 5, 1, 0, 1, false, false,
				 ?, t, t, t, dateadd('SECOND', x + 10, t), 100, 100, 3, 0, 0, 1,
				 case when mod(x, 10) = 0 then null else '[{"dataset": "squad-v2", "metric": "f1", "value": ' || (x / 100.0) || '}]' end,
				 case when mod(x, 10) = 0 then -1e9 else x / 100.0 end, dateadd('SECOND', x + 10, t), x + 10, case when x <= 30 then 'experiment:s' end
				from (select x, dateadd('MINUTE', x, timestamp with time zone '2026-01-01 00:00:00+00') t from system_range(1, ?) s(x))""",
				PLAN, RUNS);
		jdbc.update("insert into job_tag (job_id, tag) select 'run-' || x, 'night' from system_range(100, ?, 100) s(x)", RUNS);
		jdbc.update("insert into job_dataset (job_id, position, dataset) select 'run-' || x, 0, 'squad-v2' from system_range(1, ?) s(x)", RUNS);
		jdbc.update("update job_gate set next_number = ?", RUNS + 1);
	}

}
