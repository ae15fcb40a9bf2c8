package io.mtdnn.model.torch.runtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import io.mtdnn.model.torch.runtime.TorchRuntime.Products;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class ProductsMemoryTests {

	@TempDir
	Path folder;

	@Test
	void laterProcessesOnTheMachineUseTheStoredMethod() {
		assertThat(recall("A", 2, Products.ONE_DNN)).isEqualTo(Products.ONE_DNN);
		assertThat(recall("A", 2, Products.MIXED)).isEqualTo(Products.ONE_DNN);
	}

	@Test
	void otherProcessorsAndThreadCountsAreMeasuredSeparately() {
		recall("A", 2, Products.ONE_DNN);
		assertThat(recall("A", 1, Products.MIXED)).isEqualTo(Products.MIXED);
		assertThat(recall("B", 2, Products.MIXED)).isEqualTo(Products.MIXED);
	}

	@Test
	void aDamagedFileIsRewritten() throws IOException {
		recall("A", 2, Products.ONE_DNN);
		try (var files = Files.list(this.folder.resolve("engine"))) {
			Files.writeString(files.findFirst().orElseThrow(), "nonsense");
		}
		assertThat(recall("A", 2, Products.MIXED)).isEqualTo(Products.MIXED);
		assertThat(recall("A", 2, Products.ONE_DNN)).isEqualTo(Products.MIXED);
	}

	@Test
	void withoutAWritableFolderTheDefaultMethodIsUsed() throws IOException {
		Files.writeString(this.folder.resolve("engine"), "a file where the folder should be");
		assertThat(recall("A", 2, Products.ONE_DNN)).isEqualTo(Products.MIXED);
	}

	@Test
	void aFixedMethodIsNeitherMeasuredNorStored() {
		ProductsMemory memory = new ProductsMemory(this.folder.resolve("engine"), Products.MIXED);
		assertThat(memory.recall("A", 2, () -> Products.ONE_DNN)).isEqualTo(Products.MIXED);
		assertThat(this.folder.resolve("engine")).doesNotExist();
	}

	private Products recall(String processor, int threads, Products trial) {
		return new ProductsMemory(this.folder.resolve("engine"), null).recall(processor, threads, () -> trial);
	}

}
