package io.mtdnn.pretrained.web;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.mtdnn.hub.HubDownload;
import io.mtdnn.hub.HubReference;
import io.mtdnn.pretrained.EncoderCatalog;
import io.mtdnn.pretrained.EncoderDownloads;
import io.mtdnn.pretrained.EncoderListing;
import io.mtdnn.tokenization.RowTemplate;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class EncodersControllerTests {

	@Test
	void anEncoderIsListedWhileItsDownloadEnds() {
		EndingDownload folder = new EndingDownload();
		assertThat(new EncodersController(folder, folder).list().items())
			.containsExactly(EncoderListing.of("small", EncoderListing.Source.FOLDER, null));
	}

	/** A folder whose only download ends after the first look at it. */
	private static final class EndingDownload implements EncoderCatalog, EncoderDownloads {

		private boolean ended;

		@Override
		public List<EncoderListing> listings() {
			List<EncoderListing> found = this.ended
					? List.of(EncoderListing.of("small", EncoderListing.Source.FOLDER, null)) : List.of();
			this.ended = true;
			return found;
		}

		@Override
		public List<HubDownload> list() {
			List<HubDownload> found = this.ended ? List.of() : List.of(new HubDownload("small",
					HubDownload.Status.DOWNLOADING, "owner/small", "main", "abc", 1, 1, 1, 1, Instant.EPOCH, null, ""));
			this.ended = true;
			return found;
		}

		@Override
		public List<String> names() {
			throw new UnsupportedOperationException();
		}

		@Override
		public Path directory(String name) {
			throw new UnsupportedOperationException();
		}

		@Override
		public RowTemplate rows(String name) {
			throw new UnsupportedOperationException();
		}

		@Override
		public String contentHash(String name) {
			throw new UnsupportedOperationException();
		}

		@Override
		public Map<String, String> fileHashes(String name) {
			throw new UnsupportedOperationException();
		}

		@Override
		public HubDownload start(String name, HubReference reference) {
			throw new UnsupportedOperationException();
		}

		@Override
		public Optional<HubDownload> find(String name) {
			throw new UnsupportedOperationException();
		}

		@Override
		public boolean cancel(String name) {
			throw new UnsupportedOperationException();
		}

	}

}
