package io.mtdnn.registry.imports;

import java.nio.file.Path;
import java.util.Optional;

import io.mtdnn.SteppingClock;
import io.mtdnn.files.Staging;
import io.mtdnn.storage.DiskReserve;
import io.mtdnn.web.StreamedBodies.Bound;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;

class UploadedModelsTests {

	@TempDir
	Path folder;

	@Test
	void archivesHaveABoundOfTheirOwn() {
		assertThat(bound("application/zip").map(Bound::size)).contains(DataSize.ofGigabytes(4));
	}

	/** They are held in memory. */
	@ParameterizedTest
	@ValueSource(strings = { "application/json", "Application/JSON", "APPLICATION/JSON; charset=utf-8" })
	void bodiesOfJsonHaveTheUsualBound(String type) {
		assertThat(bound(type)).isEmpty();
	}

	private Optional<Bound> bound(String type) {
		MockHttpServletRequest request = new MockHttpServletRequest("POST", "/models");
		request.setContentType(type);
		return new UploadedModels(DataSize.ofGigabytes(4), DiskReserve.NONE,
				new Staging(this.folder, "model-", new SteppingClock()))
			.bound(request);
	}

}
