package io.mtdnn.model.torch;

import java.util.ArrayList;
import java.util.List;

import io.mtdnn.model.EncoderConfig;
import io.mtdnn.model.encoder.EncoderNames;
import io.mtdnn.model.encoder.Parameter;
import io.mtdnn.task.Task;

/**
 * The layout of parameters that are updated together (the encoder, or one head) in
 * contiguous memory: first the matrices, then the vectors, to which weight decay does not
 * apply. Query, key and value are adjacent, so that one product computes all three.
 *
 * @param name {@code encoder} or {@code heads.<head>}
 * @param slots the location of each parameter
 * @param blocks the tensors that the script takes, in its order; each is one or more
 * slots and has the name of the first one
 */
record Segment(String name, List<Slot> slots, List<Slot> blocks) {

	static Segment encoder(EncoderConfig config) {
		Layout layout = new Layout(EncoderNames.parameters(config));
		int h = config.hiddenSize();
		layout.block(EncoderNames.WORDS);
		layout.block(EncoderNames.POSITIONS);
		if (config.typeVocabularySize() > 0) {
			layout.block(EncoderNames.TYPES);
		}
		else {
			layout.empty(EncoderNames.TYPES, h);
		}
		layout.block(EncoderNames.EMBEDDING_NORM + ".weight");
		layout.block(EncoderNames.EMBEDDING_NORM + ".bias");
		for (int i = 0; i < config.layers(); i++) {
			layout.block(EncoderNames.query(i) + ".weight", 3L * h, h);
			layout.block(EncoderNames.query(i) + ".bias", 3L * h);
			for (String module : EncoderNames.afterAttention(i)) {
				layout.block(module + ".weight");
				layout.block(module + ".bias");
			}
		}
		return layout.segment("encoder");
	}

	static Segment head(Task task, int hiddenSize) {
		List<Parameter> parameters = Head.of(task).parameters(task, hiddenSize);
		Layout layout = new Layout(parameters);
		parameters.forEach((parameter) -> layout.block(parameter.name()));
		return layout.segment("heads." + task.headName());
	}

	Slot slot(String parameter) {
		return this.slots.stream().filter((slot) -> slot.name().equals(parameter)).findFirst().orElseThrow();
	}

	/** Number of values. */
	int size() {
		Slot last = this.slots.get(this.slots.size() - 1);
		return Math.addExact(last.offset(), last.size());
	}

	/** Number of values to which weight decay applies. They precede the others. */
	int decayed() {
		return this.slots.stream().filter(Slot::decayed).mapToInt(Slot::size).sum();
	}

	private static final class Layout {

		private final List<Slot> slots = new ArrayList<>();

		private final List<Slot> blocks = new ArrayList<>();

		Layout(List<Parameter> parameters) {
			int at = 0;
			for (boolean decayed : new boolean[] { true, false }) {
				for (Parameter parameter : parameters) {
					Slot slot = new Slot(parameter.name(), parameter.shape(), at);
					if (slot.decayed() == decayed) {
						this.slots.add(slot);
						at = Math.addExact(at, slot.size());
					}
				}
			}
		}

		void block(String name) {
			this.blocks.add(slot(name));
		}

		/**
		 * Adds an empty block for a parameter that the script expects and the encoder
		 * lacks.
		 */
		void empty(String name, long width) {
			this.blocks.add(new Slot(name, new long[] { 0, width }, 0));
		}

		void block(String first, long... shape) {
			this.blocks.add(new Slot(first, shape, slot(first).offset()));
		}

		private Slot slot(String name) {
			return this.slots.stream().filter((slot) -> slot.name().equals(name)).findFirst().orElseThrow();
		}

		Segment segment(String name) {
			return new Segment(name, List.copyOf(this.slots), List.copyOf(this.blocks));
		}

	}

}
