package io.mtdnn.model;

import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

class NativeHeapTests {

	@Test
	void freeMemoryIsGivenBackAfterManyTokens() {
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

}
