package io.mtdnn.registry.imports;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

import io.mtdnn.files.Staging;
import io.mtdnn.storage.DiskReserve;
import io.mtdnn.storage.NoSpaceException;
import io.mtdnn.web.StreamedBodies;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.util.unit.DataSize;

/** Receives uploaded models, within the bounds of size and disk. */
final class UploadedModels implements StreamedBodies {

	/** The setting that names the folder of uploads. */
	static final String SETTING = "mtdnn.cache-dir";

	private final DataSize maxSize;

	private final DiskReserve reserve;

	private final Staging staging;

	UploadedModels(DataSize maxSize, DiskReserve reserve, Staging staging) {
		this.maxSize = maxSize;
		this.reserve = reserve;
		this.staging = staging;
	}

	@Override
	public Optional<Bound> bound(HttpServletRequest request) {
		boolean upload = StreamedBodies.isAt(request, HttpMethod.POST, "/models") && request.getContentType() != null
				&& !request.getContentType().toLowerCase(Locale.ROOT).startsWith(MediaType.APPLICATION_JSON_VALUE);
		return upload ? Optional.of(new Bound(this.maxSize, "mtdnn.imports.max-size")) : Optional.empty();
	}

	/**
	 * Unpacks a zip or .tar.gz file into a folder that exists for the duration of an
	 * action.
	 * @throws InvalidImportException when the archive is damaged, too large, or has no
	 * model
	 */
	<T> T unpacked(InputStream archive, Function<Path, T> action) throws IOException {
		return staged((directory) -> {
			try {
				new ModelArchive(this.maxSize.toBytes(), this::whileThereIsRoom).unpack(archive, directory);
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
			return action.apply(directory);
		});
	}

	/** Runs an action with an empty folder, which is removed afterwards. */
	<T> T staged(Function<Path, T> action) throws IOException {
		try {
			return this.staging.with(action);
		}
		catch (UncheckedIOException ex) {
			throw ex.getCause();
		}
	}

	/** Removes what killed processes have left behind. */
	void removeAbandoned() {
		this.staging.removeAbandoned();
	}

	/** Ends a stream, with {@link NoSpaceException}, before the disk is full. */
	private InputStream whileThereIsRoom(InputStream in) {
		return this.reserve.whileThereIsRoom(SETTING, this.staging.folder(), in);
	}

	/**
	 * Requires free space.
	 * @throws NoSpaceException when the reserve would be used
	 */
	void requireRoom(long bytes) {
		this.reserve.require(SETTING, this.staging.folder(), bytes);
	}

}
