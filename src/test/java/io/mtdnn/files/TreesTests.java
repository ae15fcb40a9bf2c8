package io.mtdnn.files;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class TreesTests {

	private static final int FILES = 200;

	@TempDir
	private Path folder;

	/** As when a user purges a job whose worker removes its checkpoints. */
	@Test
	void aTreeThatTwoThreadsDeleteIsGoneWithoutAFailure() throws Exception {
		ExecutorService threads = Executors.newFixedThreadPool(2);
		CyclicBarrier barrier = new CyclicBarrier(2);
		try {
			for (int round = 0; round < 20; round++) {
				Path root = tree("tree-" + round);
				List<Future<Boolean>> deletions = Stream.of(1, 2).map((thread) -> threads.submit(() -> {
					barrier.await();
					Trees.delete(root);
					return Files.exists(root);
				})).toList();
				for (Future<Boolean> deletion : deletions) {
					assertThat(deletion.get()).isFalse();
				}
			}
		}
		finally {
			threads.shutdownNow();
		}
	}

	private Path tree(String name) throws Exception {
		Path root = this.folder.resolve(name);
		for (int i = 0; i < FILES; i++) {
			Path file = root.resolve("step-" + i % 4).resolve("part-" + i);
			Files.createDirectories(file.getParent());
			Files.writeString(file, "weights");
		}
		return root;
	}

}
