package io.mtdnn.datasets;

import io.mtdnn.tokenization.WindowSettings;
import io.mtdnn.tokenization.WordPieceTokenizer;

/** Encodes what the cache does not hold. */
final class CachedEncodedDatasets implements EncodedDatasets {

	private final FeatureCache cache;

	private final ParallelEncoding encoding;

	CachedEncodedDatasets(FeatureCache cache, ParallelEncoding encoding) {
		this.cache = cache;
		this.encoding = encoding;
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
