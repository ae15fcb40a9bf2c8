package io.mtdnn.tokenization;

/**
 * The tokens with a special role in an encoder's input, with their names in
 * {@code tokenizer_config.json}.
 */
public enum SpecialToken {

	PAD("pad_token", "[PAD]"), UNKNOWN("unk_token", "[UNK]"), CLS("cls_token", "[CLS]"), SEP("sep_token", "[SEP]"),
	MASK("mask_token", "[MASK]");

	private final String role;

	private final String usual;

	SpecialToken(String role, String usual) {
		this.role = role;
		this.usual = usual;
	}

	/** The name of the setting that defines the token. */
	public String role() {
		return this.role;
	}

	/** The token that BERT uses. */
	public String usual() {
		return this.usual;
	}

}
