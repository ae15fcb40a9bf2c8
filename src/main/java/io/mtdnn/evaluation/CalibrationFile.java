package io.mtdnn.evaluation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** The calibration of a dataset in a bundle: {@code calibration-<dataset>.json}. */
public final class CalibrationFile {

	private static final JsonMapper JSON = JsonMapper.shared();

	private CalibrationFile() {
	}

	/** Writes the file. */
	public static void write(Path bundle, String dataset, Calibration calibration) {
		try {
			Files.write(path(bundle, dataset), JSON.writeValueAsBytes(calibration));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Reads the file.
	 * @return empty when the evaluation was too small or of an earlier version
	 * @throws UncheckedIOException when it cannot be read; the cause is a
	 * {@link java.nio.file.FileSystemException} that names the file
	 */
	public static Optional<Calibration> read(Path bundle, String dataset) {
		Path file = path(bundle, dataset);
		if (!Files.isRegularFile(file)) {
			return Optional.empty();
		}
		try {
			return Optional.of(JSON.readValue(Files.readAllBytes(file), Calibration.class));
		}
		catch (IOException | JacksonException ex) {
			throw PredictionFiles.damaged(file, ex);
		}
	}

	private static Path path(Path bundle, String dataset) {
		return bundle.resolve("calibration-" + dataset + ".json");
	}

}
