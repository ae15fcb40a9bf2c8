package io.mtdnn.tokenization;

/**
 * The word pieces of one text, without special tokens.
 *
 * @param ids vocabulary ids
 * @param starts position of each piece's first character in the original text, in UTF-16
 * units ({@link String#substring})
 * @param ends position after each piece's last character, in UTF-16 units
 */
public record WordPieces(int[] ids, int[] starts, int[] ends) {

	public int length() {
		return this.ids.length;
	}

}
