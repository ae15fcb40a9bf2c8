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
 * threads. The trial measures time, so its result may differ under load; but it affects
 * the last bits of all numbers, and runs on one machine must be bit-identical.
 */
public final class ProductsMemory {

	private static final Logger log = LoggerFactory.getLogger(ProductsMemory.class);

	private final @Nullable Path folder;

	private final @Nullable Products fixed;

	/**
	 * @param folder folder of the files; null to store nothing
	 * @param fixed the method to use without a trial; null to run the trial
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
	 * The fixed method; otherwise the stored result or, if there is none, that of the
	 * trial. If the latter cannot be stored, {@link Products#MIXED}.
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
		log.info("Fastest method of matrix multiplication on {} with {} threads: {}", processor, threads, found.text());
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
			log.info("Could not store the method of matrix multiplication in {}; using {}: {}", file.getParent(),
					Products.MIXED.text(), ex.toString());
			return false;
		}
	}

}
