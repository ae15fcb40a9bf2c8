package io.mtdnn.tracking.mlflow;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.mtdnn.task.Excerpt;
import io.mtdnn.tracking.scalars.Scalar;
import io.mtdnn.training.RunFollower.End;
import io.mtdnn.training.RunFollower.FollowedRun;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One run and what of it has not reached the server. The training thread adds, another
 * one transfers.
 */
final class MlflowRun {

	/** The tag with the id of the job. */
	static final String JOB = "mtdnn.job";

	/** Maximum number of waiting values; the oldest are dropped. */
	static final int MOST = 20_000;

	/** Maximum number of values per call, which is the API's limit. */
	private static final int BATCH = 1000;

	private static final int LONGEST_VALUE = 500;

	private final FollowedRun run;

	private final long began;

	private final Deque<Map<String, Object>> waiting = new ArrayDeque<>();

	private @Nullable String id;

	private @Nullable End end;

	private long ended;

	MlflowRun(FollowedRun run, long began) {
		this.run = run;
		this.began = began;
	}

	/** Adds a number; never blocks for longer than another addition. */
	synchronized void add(Scalar scalar, long millis) {
		if (this.waiting.size() == MOST) {
			this.waiting.removeFirst();
		}
		this.waiting.addLast(Map.of("key", scalar.tag(), "value", scalar.value(), "timestamp", millis, "step",
				(long) scalar.step()));
	}

	/** The attempt has ended. */
	synchronized void end(End how, long millis) {
		this.end = how;
		this.ended = millis;
	}

	/** When it ended; 0 while it runs. */
	synchronized long ended() {
		return this.ended;
	}

	/**
	 * Transfers everything that waits.
	 * @return whether the run has ended and nothing is left
	 */
	boolean transfer(MlflowServer server) throws IOException, InterruptedException {
		String run = (this.id != null) ? this.id : begin(server);
		End how;
		while (true) {
			List<Map<String, Object>> batch = batch();
			if (batch.isEmpty()) {
				break;
			}
			server.post("runs/log-batch", Map.of("run_id", run, "metrics", batch));
			remove(batch);
		}
		synchronized (this) {
			how = this.waiting.isEmpty() ? this.end : null;
		}
		if (how == null) {
			return false;
		}
		if (how != End.INTERRUPTED) {
			server.post("runs/update", Map.of("run_id", run, "status", status(how), "end_time", ended()));
		}
		return true;
	}

	private synchronized List<Map<String, Object>> batch() {
		return this.waiting.stream().limit(BATCH).toList();
	}

	/** Removes the transferred values, unless they have been dropped meanwhile. */
	private synchronized void remove(List<Map<String, Object>> batch) {
		for (Map<String, Object> sent : batch) {
			if (this.waiting.peekFirst() == sent) {
				this.waiting.removeFirst();
			}
		}
	}

	/** Logs the parameters of a run that exists, too: MLflow accepts equal ones again. */
	private String begin(MlflowServer server) throws IOException, InterruptedException {
		String experiment = server.experiment();
		String found = server.find(experiment, this.run.id());
		if (found.isEmpty()) {
			found = server.create(Map.of("experiment_id", experiment, "run_name", this.run.name(), "start_time",
					this.began, "tags", List.of(tag(JOB, this.run.id()))));
		}
		else {
			server.post("runs/update", Map.of("run_id", found, "status", "RUNNING"));
		}
		server.post("runs/log-batch", Map.of("run_id", found, "params", parameters()));
		this.id = found;
		return found;
	}

	/** The fields of the plan; nested ones as JSON. */
	private List<Map<String, String>> parameters() {
		JsonNode plan = JsonMapper.shared().valueToTree(this.run.plan());
		List<Map<String, String>> parameters = new ArrayList<>();
		plan.properties()
			.forEach((field) -> parameters.add(tag(field.getKey(),
					Excerpt.within(
							field.getValue().isString() ? field.getValue().stringValue() : field.getValue().toString(),
							LONGEST_VALUE))));
		return parameters;
	}

	private static Map<String, String> tag(String key, String value) {
		Map<String, String> tag = new LinkedHashMap<>();
		tag.put("key", key);
		tag.put("value", value);
		return tag;
	}

	private static String status(End end) {
		return switch (end) {
			case FINISHED -> "FINISHED";
			case FAILED -> "FAILED";
			default -> "KILLED";
		};
	}

}
