package io.mtdnn.datasets.features;

import java.nio.file.Path;
import java.util.function.BooleanSupplier;

import io.mtdnn.datasets.Dataset;
import io.mtdnn.datasets.EncodedDataset;
import io.mtdnn.datasets.EncodedDatasets;
import io.mtdnn.tokenization.WindowSettings;
import io.mtdnn.tokenization.WordPieceTokenizer;
import org.springframework.util.unit.DataSize;

/** Encodes datasets that the cache does not contain. */
public final class CachedEncodedDatasets implements EncodedDatasets {

	private final FeatureCache cache;

	private final ParallelEncoding encoding;

	/**
	 * Creates a cache of encoded datasets in a folder.
	 * @param maxSize maximum size of all files together; the oldest are removed
	 * @param room whether there is space for another file
	 * @param threads threads that encode; 0 for one per processor
	 */
	public CachedEncodedDatasets(Path folder, DataSize maxSize, BooleanSupplier room, int threads) {
		this.cache = new FeatureCache(folder, maxSize, room);
		this.encoding = new ParallelEncoding(threads);
	}

	@Override
	public EncodedDataset encode(Dataset dataset, WordPieceTokenizer tokenizer, WindowSettings settings) {
		FeatureKey key = FeatureKey.of(dataset, tokenizer.contentHash(), settings);
		return this.cache.find(key).orElseGet(() -> {
			EncodedDataset features = this.encoding.encode(dataset.examples(), tokenizer, settings);
			this.cache.put(key, features);
			return features;
		});
	}

}
