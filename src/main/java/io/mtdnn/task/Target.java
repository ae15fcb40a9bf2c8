package io.mtdnn.task;

/** The value that a head should predict for one training item. */
public sealed interface Target {

	Type type();

	/** The target as 32-bit words, from which {@link Type#read} restores it. */
	int[] words();

	/** The forms a target can have. The order is part of the feature cache's format. */
	enum Type {

		/** Two token positions. */
		SPAN(2) {
			@Override
			public Target read(int[] words, int at) {
				return new Span(words[at], words[at + 1]);
			}
		},

		/** An index. */
		LABEL(1) {
			@Override
			public Target read(int[] words, int at) {
				return new Label(words[at]);
			}
		},

		/** A number. */
		VALUE(1) {
			@Override
			public Target read(int[] words, int at) {
				return new Value(Float.intBitsToFloat(words[at]));
			}
		};

		private final int width;

		Type(int width) {
			this.width = width;
		}

		/** Number of words of a target of this type. */
		public int width() {
			return this.width;
		}

		/** Reads a target from its words, which begin at an index. */
		public abstract Target read(int[] words, int at);

	}

	/**
	 * The position of an answer in the input row.
	 *
	 * @param start position of its first token; 0, that of [CLS], for no answer in this
	 * row
	 * @param end position of its last token
	 */
	record Span(int start, int end) implements Target {

		@Override
		public Type type() {
			return Type.SPAN;
		}

		@Override
		public int[] words() {
			return new int[] { this.start, this.end };
		}

	}

	/**
	 * The right choice or class.
	 *
	 * @param index of the choice among the item's rows, or of the class among the task's
	 * labels
	 */
	record Label(int index) implements Target {

		@Override
		public Type type() {
			return Type.LABEL;
		}

		@Override
		public int[] words() {
			return new int[] { this.index };
		}

	}

	/**
	 * A number to predict, in the dataset's own unit.
	 *
	 * @param value a finite number
	 */
	record Value(float value) implements Target {

		@Override
		public Type type() {
			return Type.VALUE;
		}

		@Override
		public int[] words() {
			return new int[] { Float.floatToIntBits(this.value) };
		}

	}

}
