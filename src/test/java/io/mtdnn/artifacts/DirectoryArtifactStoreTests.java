package io.mtdnn.artifacts;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

import io.mtdnn.storage.DiskReserve;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class DirectoryArtifactStoreTests extends ArtifactStoreContract {

	@Override
	ArtifactStore open() {
		return new DirectoryArtifactStore(this.temporary.resolve("store"), DiskReserve.NONE, new Retired(this.clock));
	}

	@Override
	void damage(String key, String file) throws Exception {
		Path stored = this.store.fetch(key).resolve(file);
		byte[] bytes = Files.readAllBytes(stored);
		bytes[3] ^= 1;
		Files.write(stored, bytes);
	}

	@Override
	void damageManifest(String key, String manifest) throws Exception {
		Files.writeString(this.temporary.resolve("store/keys/" + key + ".json"), manifest);
	}

	@Override
	void lose(String key, String file) throws Exception {
		Files.delete(this.store.fetch(key).resolve(file));
	}

	@Override
	long objectFiles() throws Exception {
		try (Stream<Path> files = Files.walk(this.temporary.resolve("store/objects"))) {
			return files.filter(Files::isRegularFile).count();
		}
	}

	@Test
	void noUnreferencedFilesRemain() throws Exception {
		this.store.put("m", directory("f", "1"));
		this.store.put("m", directory("f", "2"));
		this.clock.advance(Retired.KEPT);
		this.store.put("n", directory("f", "3"));
		this.store.delete("n");
		try (Stream<Path> objects = Files.list(this.temporary.resolve("store/objects"))) {
			assertThat(objects).hasSize(1);
		}
	}

}
