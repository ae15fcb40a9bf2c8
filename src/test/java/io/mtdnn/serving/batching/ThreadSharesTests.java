package io.mtdnn.serving.batching;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ThreadSharesTests {

	@Test
	void aPassTakesAllThreadsUnlessManyRequestsWait() {
		ThreadShares shares = new ThreadShares(8, 2);
		assertThat(shares.take(true, false)).isEqualTo(8);
		assertThat(shares.mayStart(false)).isFalse();
		shares.release(8);

		assertThat(shares.take(true, true)).isEqualTo(4);
		assertThat(shares.mayStart(false)).isTrue();
		assertThat(shares.take(false, false)).isEqualTo(4);
		assertThat(shares.mayStart(false)).isFalse();
	}

	@Test
	void onlyTheMainLoopStartsOnIdleThreads() {
		ThreadShares shares = new ThreadShares(2, 2);
		assertThat(shares.mayStart(false)).isFalse();
		assertThat(shares.mayStart(true)).isTrue();
	}

	@Test
	void theMainLoopTakesWhatTheOthersLeave() {
		ThreadShares shares = new ThreadShares(7, 3);
		int main = shares.take(true, true);
		int other = shares.take(false, true);
		assertThat(main).isEqualTo(2);
		assertThat(other).isEqualTo(2);
		shares.release(main);
		assertThat(shares.take(true, false)).isEqualTo(5);
	}

	@Test
	void oneLoopHasAllThreads() {
		ThreadShares shares = new ThreadShares(4, 1);
		assertThat(shares.take(true, true)).isEqualTo(4);
		assertThat(shares.mayStart(false)).isFalse();
	}

}
