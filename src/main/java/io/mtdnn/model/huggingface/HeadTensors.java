package io.mtdnn.model.huggingface;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.mtdnn.model.EncoderFiles;
import io.mtdnn.model.ModelFormatException;
import io.mtdnn.model.ModelImporter.TransformersModel;
import io.mtdnn.model.encoder.EncoderWeights;
import io.mtdnn.task.Excerpt;
import io.mtdnn.task.HeadKind;
import org.jspecify.annotations.Nullable;

/**
 * The weights that a directory with a trained head must contain, by their names without
 * the encoder's prefix.
 *
 * @param dense module of the first of two layers; null if there is one layer
 * @param linear module with the outputs
 * @param outputs number of outputs
 * @param width width of the encoder
 * @param pooler whether a pooler, which the class does not use, is allowed
 */
record HeadTensors(@Nullable String dense, String linear, int outputs, int width, boolean pooler) {

	private static final int MAX_FAULTS = 20;

	private static final String POOLER = "pooler.dense.";

	static HeadTensors of(TransformersModel model) {
		TransformersHead head = Objects.requireNonNull(TransformersHead.ALL.get(model.head()));
		String family = model.encoder().architecture();
		int outputs = model.head().labelled() ? model.labels().size() : (model.head() == HeadKind.SPAN) ? 2 : 1;
		int width = model.encoder().hiddenSize();
		return head.pooled() ? new HeadTensors(head.layers(family).dense(), head.module(family), outputs, width, false)
				: new HeadTensors(null, head.module(family), outputs, width, true);
	}

	/**
	 * Requires exactly these weights besides the encoder's.
	 * @throws ModelFormatException naming those that are missing, unexpected or of
	 * another shape, twenty at most, and the number of others
	 */
	void check(EncoderWeights weights) {
		Map<String, long[]> expected = new LinkedHashMap<>();
		if (this.dense != null) {
			expected.put(this.dense + ".weight", new long[] { this.width, this.width });
			expected.put(this.dense + ".bias", new long[] { this.width });
		}
		expected.put(this.linear + ".weight", new long[] { this.outputs, this.width });
		expected.put(this.linear + ".bias", new long[] { this.outputs });
		Map<String, long[]> found = new LinkedHashMap<>(weights.outsideEncoder());
		found.keySet().removeIf((name) -> this.pooler && name.startsWith(POOLER));
		List<String> faults = new ArrayList<>();
		expected.forEach((name, shape) -> {
			long[] actual = found.remove(name);
			if (actual == null) {
				faults.add("'" + name + "' " + Arrays.toString(shape) + " is missing");
			}
			else if (!Arrays.equals(actual, shape)) {
				faults.add("'" + name + "' is " + Excerpt.of(Arrays.toString(actual)) + ", expected "
						+ Arrays.toString(shape));
			}
			else if (weights.unreadable(name) != null) {
				faults.add("'" + name + "' " + weights.unreadable(name));
			}
		});
		found.forEach((name, shape) -> faults
			.add("'" + Excerpt.of(name) + "' " + Excerpt.of(Arrays.toString(shape)) + " is not expected"));
		if (!faults.isEmpty()) {
			String more = (faults.size() > MAX_FAULTS) ? "; and " + (faults.size() - MAX_FAULTS) + " more" : "";
			throw new ModelFormatException("the head's weights do not fit " + EncoderFiles.CONFIG + ": "
					+ String.join("; ", faults.subList(0, Math.min(faults.size(), MAX_FAULTS))) + more);
		}
	}

}
