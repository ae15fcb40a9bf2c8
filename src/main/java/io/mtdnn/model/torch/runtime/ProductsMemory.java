package io.mtdnn.model.torch.runtime;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Supplier;

import io.mtdnn.files.Replacement;
import io.mtdnn.model.torch.runtime.TorchRuntime.Products;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stores the result of {@link ProductsTrial} in a file per processor and number of
 * threads. The trial measures time, so under load its result may differ; the last bits of
 * all results depend on it, and runs on one machine must be equal.
 */
public final class ProductsMemory {

	private static final Logger log = LoggerFactory.getLogger(ProductsMemory.class);

	private final @Nullable Path folder;

	private final @Nullable Products fixed;

	/**
	 * @param folder folder of the files; null to store nothing
	 * @param fixed the method to use without a trial; null to measure
	 */
	public ProductsMemory(@Nullable Path folder, @Nullable Products fixed) {
		this.folder = folder;
		this.fixed = fixed;
	}

	/** Stores nothing: each process runs its own trial. */
	public static ProductsMemory none() {
		return new ProductsMemory(null, null);
	}

	/**
	 * The fixed method; else the stored result or, if there is none, that of the trial.
	 * @param processor name of the processor
	 * @param threads number of threads of one product
	 */
	Products recall(String processor, int threads, Supplier<Products> trial) {
		if (this.fixed != null) {
			return this.fixed;
		}
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

	private static @Nullable Products read(Path file) {
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
	 * Stores a result. If several processes start at the same time, the last one wins;
	 * afterwards they agree.
	 */
	private static boolean keep(Path file, Products products) {
		try {
			Replacement.file(file, products.name().getBytes(StandardCharsets.US_ASCII));
			return true;
		}
		catch (IOException ex) {
			log.info("Could not store the method of matrix multiplication in {}; using the default one: {}",
					file.getParent(), ex.toString());
			return false;
		}
	}

}
