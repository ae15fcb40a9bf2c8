package io.mtdnn.datasets.formats;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

import io.mtdnn.datasets.Split;
import io.mtdnn.files.Digests;

/**
 * The part of a file that belongs to a split. When training and evaluation share a file,
 * the hash of an example's first text decides, so that examples with equal first texts
 * stay together and none moves when rows are added.
 *
 * @param share share of the examples that is for evaluation; 0 when the file is for one
 * split alone
 */
public record Part(Split split, double share) {

	private static final double RANGE = 1L << 31;

	/** Whether an example with this first text belongs to the split. */
	boolean has(String text) {
		if (this.share == 0) {
			return true;
		}
		byte[] digest = Digests.sha256().digest(text.getBytes(StandardCharsets.UTF_8));
		double place = (ByteBuffer.wrap(digest).getInt() >>> 1) / RANGE;
		return (place < this.share) == (this.split == Split.EVALUATION);
	}

}
