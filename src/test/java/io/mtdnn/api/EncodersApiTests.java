package io.mtdnn.api;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.util.FileSystemUtils;

import static org.assertj.core.api.Assertions.assertThat;

/** The encoders that the build downloads, as a client sees them. */
@ApiTestSettings
class EncodersApiTests {

	private static final String REASON = "encoder 'pointers' cannot be used: pointers/tokenizer.json is a Git LFS pointer, not"
			+ " the file itself: run 'git lfs pull' in the clone or download the file";

	@Autowired
	private MockMvcTester mvc;

	@Test
	void encodersAreListedWithTheirSource() {
		MvcTestResult answer = this.mvc.get().uri("/encoders").exchange();
		assertThat(answer).hasStatusOk();
		// Another test may have converted it in the meantime.
		assertThat(answer).bodyJson()
			.extractingPath("$.items[?(@.name == 'minilm-l6-uncased')].source")
			.asArray()
			.containsAnyOf("archive", "folder")
			.hasSize(1);
		assertThat(answer).bodyJson()
			.extractingPath("$.items[?(@.name == 'minilm-l6-uncased')].fetch")
			.asArray()
			.isEmpty();
		assertThat(answer).bodyJson()
			.extractingPath("$.items[*].name")
			.asArray()
			.containsExactly("bert-base-cased", "minilm-l6-uncased");
	}

	@Test
	void anUnusableEncoderIsListedAsSuchAndRejected() throws IOException {
		Path folder = Path.of("target/api-tests/encoders/pointers");
		SmallEncoder.write(folder);
		try {
			Files.writeString(folder.resolve("tokenizer.json"),
					"version https://git-lfs.github.com/spec/v1\noid sha256:0\n");
			assertThat(this.mvc.get().uri("/encoders").exchange()).hasStatusOk()
				.bodyJson()
				.extractingPath("$.items[?(@.name == 'pointers' && @.available == false)].reason")
				.asArray()
				.containsExactly(REASON);
			assertThat(this.mvc.post().uri("/jobs").contentType(MediaType.APPLICATION_JSON).content("""
					{"encoder": "pointers", "tasks": [{"dataset": "sample-cola"}]}""").exchange())
				.hasStatus(HttpStatus.UNPROCESSABLE_CONTENT)
				.bodyText()
				.contains(REASON)
				.doesNotContain(Path.of("").toAbsolutePath().toString());
		}
		finally {
			FileSystemUtils.deleteRecursively(folder);
		}
	}

}
