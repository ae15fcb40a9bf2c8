package io.mtdnn.datasets.catalog;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;

import io.mtdnn.storage.DiskReserve;
import io.mtdnn.storage.NoSpaceException;
import io.mtdnn.web.StreamedBodies;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.HttpMethod;
import org.springframework.util.unit.DataSize;

/** Limits uploads by size and by the remaining space. */
final class UploadBounds implements StreamedBodies {

	private static final String UPLOAD = "/datasets/[^/]+/[^/]+";

	private final DataSize maxFileSize;

	private final DiskReserve reserve;

	private final Path staging;

	UploadBounds(DataSize maxFileSize, DiskReserve reserve, Path staging) {
		this.maxFileSize = maxFileSize;
		this.reserve = reserve;
		this.staging = staging;
	}

	@Override
	public Optional<Bound> bound(HttpServletRequest request) {
		return StreamedBodies.isAt(request, HttpMethod.PUT, UPLOAD)
				? Optional.of(new Bound(this.maxFileSize, "mtdnn.datasets.max-file-size")) : Optional.empty();
	}

	/** Ends a stream, with {@link NoSpaceException}, before the disk is full. */
	InputStream whileThereIsRoom(InputStream in) {
		return this.reserve.whileThereIsRoom("mtdnn.cache-dir", this.staging, in);
	}

}
