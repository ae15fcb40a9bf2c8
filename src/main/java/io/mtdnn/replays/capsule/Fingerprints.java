package io.mtdnn.replays.capsule;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

import io.mtdnn.jobs.JobMetrics.TrainingPoint;
import org.jspecify.annotations.Nullable;

/**
 * The steps of a run, each by its task and the bits of its loss. A step that differs in
 * anything changes the loss of a later one, because losses follow from the weights.
 *
 * @param tasks names of the tasks
 * @param steps nine bytes a step: the number of its task, and its loss
 */
public record Fingerprints(List<String> tasks, byte[] steps) {

	static final int BYTES = 9;

	/** Number of tasks that a byte, which is read without sign, can tell apart. */
	static final int TASKS = 256;

	/** Those of a run's points. */
	static Fingerprints of(List<TrainingPoint> points) {
		List<String> tasks = points.stream().map(TrainingPoint::task).distinct().toList();
		ByteBuffer bytes = ByteBuffer.allocate(BYTES * points.size());
		points.forEach((point) -> bytes.put((byte) tasks.indexOf(point.task())).putDouble(point.loss()));
		return new Fingerprints(tasks, bytes.array());
	}

	/**
	 * Reads them.
	 * @throws IllegalArgumentException if the text is damaged
	 */
	static Fingerprints read(List<String> tasks, String text) {
		byte[] bytes = Base64.getDecoder().decode(text);
		if (bytes.length % BYTES != 0) {
			throw new IllegalArgumentException(
					"the steps have " + bytes.length + " bytes, which are not " + BYTES + " each");
		}
		for (int i = 0; i < bytes.length; i += BYTES) {
			int task = Byte.toUnsignedInt(bytes[i]);
			if (task >= tasks.size()) {
				throw new IllegalArgumentException(
						"step " + (i / BYTES + 1) + " has task number " + task + " of " + tasks.size());
			}
		}
		return new Fingerprints(List.copyOf(tasks), bytes);
	}

	String text() {
		return Base64.getEncoder().encodeToString(this.steps);
	}

	int count() {
		return this.steps.length / BYTES;
	}

	private String task(int index) {
		return this.tasks.get(Byte.toUnsignedInt(this.steps[BYTES * index]));
	}

	private double loss(int index) {
		return ByteBuffer.wrap(this.steps).getDouble(BYTES * index + 1);
	}

	/**
	 * The first step that differs, as far as both go.
	 * @return null if all are equal
	 */
	@Nullable Step firstDifference(Fingerprints found) {
		for (int i = 0; i < Math.min(count(), found.count()); i++) {
			boolean same = task(i).equals(found.task(i))
					&& Double.doubleToRawLongBits(loss(i)) == Double.doubleToRawLongBits(found.loss(i));
			if (!same) {
				return new Step(i + 1, task(i), loss(i), found.task(i), found.loss(i));
			}
		}
		return null;
	}

	/** The tasks in the order of their first steps. */
	List<String> order() {
		return new ArrayList<>(this.tasks);
	}

	/**
	 * A step that differs.
	 *
	 * @param step 1-based
	 * @param task its task in the capsule
	 * @param loss its loss in the capsule
	 * @param foundTask its task here
	 * @param foundLoss its loss here
	 */
	public record Step(int step, String task, double loss, String foundTask, double foundLoss) {

	}

}
