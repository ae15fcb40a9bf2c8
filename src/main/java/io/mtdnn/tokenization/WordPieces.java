package io.mtdnn.tokenization;

/**
 * The word pieces of one text, without special tokens.
 *
 * @param ids vocabulary ids
 * @param starts for each piece its first position in the original text, in UTF-16 units
 * ({@link String#substring})
 * @param ends for each piece the position after its last, in UTF-16 units
 */
public record WordPieces(int[] ids, int[] starts, int[] ends) {

	public int length() {
		return this.ids.length;
	}

}
