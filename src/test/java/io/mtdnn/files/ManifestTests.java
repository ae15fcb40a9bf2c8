package io.mtdnn.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

class ManifestTests {

	/** SHA-256 of "abc", from FIPS 180-4's examples. */
	private static final String ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

	@TempDir
	private Path directory;

	@BeforeEach
	void write() throws IOException {
		Files.createDirectories(this.directory.resolve("inner"));
		Files.writeString(this.directory.resolve("inner/a"), "abc");
		Files.writeString(this.directory.resolve("b"), "");
	}

	@Test
	void filesAreDescribedByTheirRelativePaths() throws IOException {
		assertThat(Manifest.of(this.directory).files()).containsOnlyKeys("b", "inner/a")
			.containsEntry("inner/a", new Manifest.Entry(3, ABC, null));
		assertThat(JsonMapper.shared().writeValueAsString(Manifest.of(this.directory).files().get("inner/a")))
			.isEqualTo("{\"bytes\":3,\"sha256\":\"" + ABC + "\"}");
	}

	@Test
	void missingTruncatedAndChangedFilesAreFound() throws IOException {
		Manifest manifest = Manifest.of(this.directory);
		assertThat(manifest.damage(this.directory)).isNull();
		Files.writeString(this.directory.resolve("inner/a"), "abd");
		assertThat(manifest.damage(this.directory).fault())
			.matches("inner/a has 3 bytes with SHA-256 [0-9a-f]{64} instead of 3 with SHA-256 " + ABC);
		Files.writeString(this.directory.resolve("inner/a"), "ab");
		assertThat(manifest.damage(this.directory).fault()).startsWith("inner/a has 2 bytes");
		Files.delete(this.directory.resolve("inner/a"));
		assertThat(manifest.damage(this.directory)).isEqualTo(new Manifest.Damage("inner/a", "inner/a is missing"));
	}

	/** CRC-32C of "abc" is 364b3fb7 (RFC 3720's polynomial). */
	@Test
	void quickManifestsAreVerifiedTheSameWay() throws IOException {
		Manifest manifest = Manifest.quick(this.directory, List.of("inner/a"));
		Manifest.Entry entry = JsonMapper.shared()
			.readValue("{\"bytes\":3,\"crc32c\":\"364b3fb7\"}", Manifest.Entry.class);
		assertThat(manifest.files()).isEqualTo(Map.of("inner/a", entry));
		assertThat(manifest.damage(this.directory)).isNull();
		Files.writeString(this.directory.resolve("inner/a"), "abd");
		assertThat(manifest.damage(this.directory).fault()).contains("instead of 3 with CRC-32C 364b3fb7");
	}

}
