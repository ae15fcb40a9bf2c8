package io.mtdnn.model.torch.runtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assumptions.assumeThat;

class NativeHeapTests {

	@Test
	void freeMemoryIsReturnedAfterManyTokens() {
		AtomicInteger trims = new AtomicInteger();
		NativeHeap heap = new NativeHeap(trims::incrementAndGet);
		for (int pass = 0; pass < 150; pass++) {
			heap.passed(4000);
		}
		assertThat(trims).hasValue(11);
	}

	@Test
	void theHeapOfThisProcessCanBeTrimmed() {
		assertThatNoException().isThrownBy(() -> NativeHeap.ofThisProcess().passed(1_000_000));
	}

	@Test
	@EnabledOnOs(OS.LINUX)
	void freedMemoryIsReusedWithoutPageFaults() throws IOException {
		NativeHeap.ofThisProcess();
		NativeLibrary library = NativeLibrary.getInstance("c");
		assumeThat(library).matches(NativeHeapTests::isGlibc, "glibc");
		allocateAndFree(library);
		long before = pageFaults();
		for (int round = 0; round < 20; round++) {
			allocateAndFree(library);
		}
		assertThat(pageFaults() - before).as("4,096 a round where two of the blocks go back to the system")
			.isLessThan(20_000);
	}

	/** Four blocks of 8 MB, written whole. */
	private static void allocateAndFree(NativeLibrary library) {
		long size = 8 << 20;
		List<Pointer> blocks = Stream.generate(() -> library.getFunction("malloc").invokePointer(new Object[] { size }))
			.limit(4)
			.toList();
		blocks.forEach((block) -> block.setMemory(0, size, (byte) 1));
		blocks.forEach((block) -> library.getFunction("free").invokeVoid(new Object[] { block }));
	}

	private static boolean isGlibc(NativeLibrary library) {
		try {
			library.getFunction("mallopt");
			return true;
		}
		catch (UnsatisfiedLinkError ex) {
			return false;
		}
	}

	/** Minor faults of this process so far, the tenth field of its {@code stat}. */
	private static long pageFaults() throws IOException {
		String stat = Files.readString(Path.of("/proc/self/stat"));
		return Long.parseLong(stat.substring(stat.lastIndexOf(')') + 2).split(" ")[7]);
	}

}
