package io.mtdnn.tokenization;

/** Special tokens 101, 102 and 0; splits nothing. */
final class FakeTokenizer implements WordPieceTokenizer {

	@Override
	public WordPieces split(String text) {
		throw new UnsupportedOperationException();
	}

	@Override
	public int clsId() {
		return 101;
	}

	@Override
	public int sepId() {
		return 102;
	}

	@Override
	public int padId() {
		return 0;
	}

	@Override
	public String contentHash() {
		return "fake";
	}

	@Override
	public void close() {
	}

}
