package io.mtdnn.node;

import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class MachineTests {

	@TempDir
	Path directory;

	@Test
	void processesWithOneRunsFolderAndOneKernelAreOnTheSameMachine() {
		Path runs = this.directory.resolve("data/runs");
		Machine first = Machine.of(runs);
		assertThat(Machine.of(runs)).isEqualTo(first);
		assertThat(first.id().length()).isBetween(36, 100);
	}

	@Test
	void foldersAndKernelsDistinguishMachines() {
		Path runs = this.directory.resolve("a");
		assertThat(Machine.of(runs, "kernel")).isNotEqualTo(Machine.of(this.directory.resolve("b"), "kernel"))
			.isNotEqualTo(Machine.of(runs, "another kernel, on a shared volume or from a copied image"));
	}

	@Test
	void aTruncatedIdentityIsReplaced() throws Exception {
		Machine first = Machine.of(this.directory, "kernel");
		Files.writeString(this.directory.resolve("machine-id"), first.id().substring(0, 10));
		Machine second = Machine.of(this.directory, "kernel");
		assertThat(second).isNotEqualTo(first).isEqualTo(Machine.of(this.directory, "kernel"));
	}

	@Test
	void aProcessThatCannotStoreAnIdentityIsAloneOnItsMachine() throws Exception {
		Path file = Files.writeString(this.directory.resolve("file"), "");
		assertThat(Machine.of(file)).isNotEqualTo(Machine.of(file));
	}

	@Test
	void namesOfNodesComeFromTheSettingOrTheHost() {
		Machine machine = new Machine("0123456789/kernel");
		assertThat(NodeName.of("mine", machine).name()).isEqualTo("mine");
		NodeName named = NodeName.of("", machine);
		assertThat(named.name()).isEqualTo(named.host() + "-" + ProcessHandle.current().pid());
	}

}
