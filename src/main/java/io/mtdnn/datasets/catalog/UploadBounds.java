package io.mtdnn.datasets.catalog;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;

import io.mtdnn.files.CountedStream;
import io.mtdnn.storage.DiskReserve;
import io.mtdnn.storage.NoSpaceException;
import io.mtdnn.web.StreamedBodies;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.util.unit.DataSize;

/** Limits uploads by size and by the remaining space. */
final class UploadBounds implements StreamedBodies {

	/** Bytes between two checks of the disk. */
	private static final long STRIDE = 16 << 20;

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
		boolean upload = "PUT".equals(request.getMethod()) && request.getServletPath() != null
				&& request.getRequestURI().substring(request.getContextPath().length()).matches(UPLOAD);
		return upload ? Optional.of(new Bound(this.maxFileSize, "mtdnn.datasets.max-file-size")) : Optional.empty();
	}

	/** Ends a stream, with {@link NoSpaceException}, before the disk is full. */
	InputStream whileThereIsRoom(InputStream in) {
		return new CountedStream(in, new CountedStream.Check() {

			private long next;

			@Override
			public void check(long count) {
				if (count >= this.next) {
					this.next = count + STRIDE;
					UploadBounds.this.reserve.shortage("mtdnn.cache-dir", UploadBounds.this.staging, STRIDE)
						.ifPresent((shortage) -> {
							throw new NoSpaceException(shortage);
						});
				}
			}

		});
	}

}
