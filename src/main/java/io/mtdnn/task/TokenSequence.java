package io.mtdnn.task;

/**
 * One input row of the encoder, unpadded: {@code [CLS] first [SEP]} or
 * {@code [CLS] first [SEP] second [SEP]}.
 *
 * @param ids vocabulary ids including the special tokens; not to be modified
 * @param secondStart index from which the token type is 1 (the first token after the
 * first [SEP]); {@code ids.length} when there is no second segment
 */
public record TokenSequence(int[] ids, int secondStart) {

	public TokenSequence {
		if (ids.length == 0 || secondStart < 1 || secondStart > ids.length) {
			throw new IllegalArgumentException("secondStart " + secondStart + " of " + ids.length + " tokens");
		}
	}

	public int length() {
		return this.ids.length;
	}

}
