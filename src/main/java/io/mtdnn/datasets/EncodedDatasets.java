package io.mtdnn.datasets;

import io.mtdnn.tokenization.InvalidWindowException;
import io.mtdnn.tokenization.WindowSettings;
import io.mtdnn.tokenization.WordPieceTokenizer;

/**
 * Encodes each dataset once and stores the result on disk under a hash of everything it
 * depends on.
 */
public interface EncodedDatasets {

	/**
	 * The training items of a dataset's split.
	 * @param dataset the dataset to encode
	 * @param tokenizer splits the texts; must be safe for concurrent use
	 * @param settings lengths and step of windows
	 * @throws InvalidWindowException when the settings cannot be used with these
	 * questions
	 */
	EncodedDataset encode(Dataset dataset, WordPieceTokenizer tokenizer, WindowSettings settings);

}
