package io.mtdnn.answering;

import java.util.Arrays;

import io.mtdnn.task.SpanLogits;
import io.mtdnn.tokenization.Window;

/**
 * The spans of one window.
 *
 * @param passage the passage's number
 * @param index the window's number in its passage
 * @param owners for each piece of the passage the number of the window it belongs to
 */
record WindowSpans(int passage, int index, Window window, SpanLogits logits, int[] owners) {

	/** Offers the spans made of the window's best starts and best ends. */
	void offerBest(NBest best, DecodingSettings settings) {
		int[] starts = top(this.logits.start(), settings.nBestSize(), true);
		int[] ends = top(this.logits.end(), settings.nBestSize(), false);
		for (int start : starts) {
			for (int end : ends) {
				if (end >= start && end - start < settings.maxAnswerLength()) {
					offer(best, start, end);
				}
			}
		}
	}

	/** Offers every span of the window. */
	void offerAll(NBest best, DecodingSettings settings) {
		for (int start = 0; start < this.window.pieces(); start++) {
			if (owns(start)) {
				int last = (int) Math.min(this.window.pieces() - 1L, (long) start + settings.maxAnswerLength() - 1);
				for (int end = start; end <= last; end++) {
					offer(best, start, end);
				}
			}
		}
	}

	private void offer(NBest best, int start, int end) {
		best.offer(this.passage, this.window.firstPiece() + start, this.window.firstPiece() + end,
				this.logits.start()[this.window.contextOffset() + start],
				this.logits.end()[this.window.contextOffset() + end]);
	}

	private boolean owns(int piece) {
		return this.owners[this.window.firstPiece() + piece] == this.index;
	}

	/**
	 * The context pieces of the window with the largest values, the first ones when
	 * equal. Few of the window's values get into the short sorted list, so this is faster
	 * than sorting them all.
	 */
	private int[] top(float[] values, int count, boolean owned) {
		int[] top = new int[Math.min(count, this.window.pieces())];
		int offset = this.window.contextOffset();
		int size = 0;
		for (int piece = 0; piece < this.window.pieces(); piece++) {
			float value = values[offset + piece];
			if ((owned && !owns(piece)) || (size == top.length && value <= values[offset + top[size - 1]])) {
				continue;
			}
			int place = (size < top.length) ? size++ : size - 1;
			while (place > 0 && values[offset + top[place - 1]] < value) {
				top[place] = top[place - 1];
				place--;
			}
			top[place] = piece;
		}
		return Arrays.copyOf(top, size);
	}

}
