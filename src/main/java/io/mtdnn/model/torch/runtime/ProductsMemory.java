package io.mtdnn.model.torch.runtime;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Supplier;

import io.mtdnn.files.Replacement;
import io.mtdnn.model.torch.runtime.TorchRuntime.Products;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps what {@link ProductsTrial} has found out, in a file per processor and number of
 * threads. The trial measures time, so that under load it may come out otherwise; the
 * last bits of all results depend on it, and runs of one machine have to be equal.
 */
public final class ProductsMemory {

	private static final Logger log = LoggerFactory.getLogger(ProductsMemory.class);

	private final Path folder;

	/**
	 * @param folder where the files are; null to keep nothing
	 */
	public ProductsMemory(Path folder) {
		this.folder = folder;
	}

	/** Keeps nothing: each process finds out anew. */
	public static ProductsMemory none() {
		return new ProductsMemory(null);
	}

	/**
	 * What was found out before, or else by the trial now.
	 * @param processor its name
	 * @param threads of one product
	 */
	Products recall(String processor, int threads, Supplier<Products> trial) {
		if (this.folder == null) {
			return trial.get();
		}
		Path file = this.folder
			.resolve("products-" + Integer.toHexString(processor.hashCode()) + "-" + threads + ".txt");
		Products known = read(file);
		if (known != null) {
			return known;
		}
		Products found = trial.get();
		log.info("Matrix products on {} with {} threads: {}", processor, threads, found);
		return keep(file, found) ? found : Products.MIXED;
	}

	private static Products read(Path file) {
		try {
			String text = Files.isRegularFile(file) ? Files.readString(file).strip() : "";
			return Arrays.stream(Products.values())
				.filter((products) -> products.name().equals(text))
				.findFirst()
				.orElse(null);
		}
		catch (IOException ex) {
			return null;
		}
	}

	/**
	 * Of processes that start at the same time, all keep what the last one wrote: from
	 * then on they agree.
	 */
	private static boolean keep(Path file, Products products) {
		try {
			Replacement.file(file, products.name().getBytes(StandardCharsets.US_ASCII));
			return true;
		}
		catch (IOException ex) {
			log.info("The way to multiply cannot be kept in {}, taking the usual one: {}", file.getParent(),
					ex.toString());
			return false;
		}
	}

}
