package io.mtdnn.registry;

import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Thrown when a registered model's files cannot be used because one is missing, truncated
 * or changed.
 */
public class ModelDamagedException extends RuntimeException {

	private static final Pattern FILE = Pattern.compile("([A-Za-z0-9_.-]+\\.[a-z]+)[: ]");

	private final String model;

	private final @Nullable String file;

	/**
	 * @param model the model's id
	 * @param file the file at fault, relative to the bundle; null when it is not known
	 * @param fault its fault, without the server's paths
	 */
	public ModelDamagedException(String model, @Nullable String file, String fault, @Nullable Throwable cause) {
		super("Model '%s' cannot be used: %s. Restore its files from a backup, or delete it with DELETE /models/%s and train it again."
			.formatted(model, fault, model), cause);
		this.model = model;
		this.file = file;
	}

	/** Converts the failure to open a bundle's files. */
	public static ModelDamagedException of(RegisteredModel model, Path bundle, RuntimeException cause) {
		String fault = String.valueOf(cause.getMessage()).replace(bundle + bundle.getFileSystem().getSeparator(), "");
		Matcher file = FILE.matcher(fault);
		return new ModelDamagedException(model.id(), file.lookingAt() ? file.group(1) : null, fault, cause);
	}

	/**
	 * Converts the failure to read results of an evaluation.
	 * @param cause an exception whose cause names the file
	 */
	public static ModelDamagedException of(RegisteredModel model, UncheckedIOException cause) {
		String file = (cause.getCause() instanceof FileSystemException fault) ? fault.getFile() : null;
		return new ModelDamagedException(model.id(), file,
				((file != null) ? file : "the results of its evaluation") + " cannot be read", cause);
	}

	/** Id of the model. */
	public String model() {
		return this.model;
	}

	/** The file at fault, relative to the bundle; null when it is not known. */
	public @Nullable String file() {
		return this.file;
	}

}
