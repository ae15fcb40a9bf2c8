package io.mtdnn.storage;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

@DisabledOnOs(OS.WINDOWS)
@ExtendWith(OutputCaptureExtension.class)
class WrittenFolderTests {

	@TempDir
	Path directory;

	@Test
	void onlyTheOwnerCanReadANewFolderAndItsParents(CapturedOutput output) throws Exception {
		Path folder = this.directory.resolve("data/runs");
		assertThat(WrittenFolder.of("mtdnn.runs-dir", folder).path()).isEqualTo(folder);
		assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder))).isEqualTo("rwx------");
		assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.getParent())))
			.isEqualTo("rwx------");
		assertThat(output).doesNotContain("mtdnn.runs-dir");
	}

	@Test
	void aFolderOpenToOthersIsUnchangedAndLogged(CapturedOutput output) throws Exception {
		Path folder = Files.createDirectory(this.directory.resolve("shared"));
		Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
		WrittenFolder.of("mtdnn.runs-dir", folder);
		assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder))).isEqualTo("rwxr-xr-x");
		assertThat(output).contains("mtdnn.runs-dir is " + folder + ", which other users of this machine can read");
	}

}
