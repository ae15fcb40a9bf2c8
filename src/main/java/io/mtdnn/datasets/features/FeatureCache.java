package io.mtdnn.datasets.features;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

import io.mtdnn.datasets.EncodedDataset;
import io.mtdnn.files.Replacement;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.unit.DataSize;

/**
 * Encoded datasets on disk, one file per key. The cache only saves time: damaged files
 * are ignored and recomputed, and a failed write is not an error. Several processes may
 * share the folder.
 */
final class FeatureCache {

	private static final Logger logger = LoggerFactory.getLogger(FeatureCache.class);

	private final Path folder;

	private final DataSize maxSize;

	private final BooleanSupplier room;

	/**
	 * A cache.
	 * @param room whether there is space for another file
	 */
	FeatureCache(Path folder, DataSize maxSize, BooleanSupplier room) {
		this.room = room;
		this.folder = folder;
		this.maxSize = maxSize;
	}

	Optional<EncodedDataset> find(FeatureKey key) {
		Path file = file(key);
		if (!Files.isRegularFile(file)) {
			return Optional.empty();
		}
		try {
			return Optional.of(FeatureFile.read(file, key));
		}
		catch (IOException ex) {
			logger.warn("Encoded data in {} are unusable and will be encoded again: {}", file, ex.getMessage());
			return Optional.empty();
		}
	}

	void put(FeatureKey key, EncodedDataset features) {
		if (!this.room.getAsBoolean()) {
			logger.warn("Not storing encoded data in {}: its free space is below the reserve", this.folder);
			return;
		}
		try {
			Replacement.file(file(key), (file) -> FeatureFile.write(file, key, features));
			evict(file(key));
		}
		catch (IOException | UncheckedIOException ex) {
			logger.warn("Could not store encoded data in {}: {}", this.folder, ex.toString());
		}
	}

	/** Removes the oldest files, but not the one just written, until the rest fits. */
	private void evict(Path newest) throws IOException {
		Map<Path, Long> modified = new HashMap<>();
		try (Stream<Path> all = Files.list(this.folder)) {
			all.filter(FeatureCache::ours).forEach((file) -> modified.put(file, modified(file)));
		}
		// read before, because other processes may remove files while these are sorted
		List<Path> files = modified.entrySet()
			.stream()
			.sorted(Map.Entry.comparingByValue())
			.map(Map.Entry::getKey)
			.toList();
		long total = files.stream().mapToLong(FeatureCache::size).sum();
		for (Path file : files) {
			if (total > this.maxSize.toBytes() && !file.equals(newest)) {
				total -= size(file);
				Files.deleteIfExists(file);
			}
		}
	}

	private Path file(FeatureKey key) {
		return this.folder.resolve(key.hex() + ".features");
	}

	private static boolean ours(Path file) {
		return file.getFileName().toString().matches("\\.?[0-9a-f]{64}.*\\.(features|tmp|partial)");
	}

	/** 0 for a file that another process has just removed. */
	private static long modified(Path file) {
		return file.toFile().lastModified();
	}

	private static long size(Path file) {
		return file.toFile().length();
	}

}
