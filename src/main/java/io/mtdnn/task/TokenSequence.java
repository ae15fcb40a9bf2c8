package io.mtdnn.task;

/**
 * One input row of the encoder, unpadded: special tokens and one or two texts.
 *
 * @param ids vocabulary ids including the special tokens; not to be modified
 * @param secondStart index of the second text's first piece, from which on the token type
 * is 1; {@code ids.length} if there is no second text
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
