package io.mtdnn.serving.batching;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

import com.github.benmanes.caffeine.cache.Caffeine;
import io.mtdnn.serving.Deadline;
import io.mtdnn.serving.DeadlineExceededException;
import io.mtdnn.serving.HashingModel;
import io.mtdnn.serving.ServingBusyException;
import io.mtdnn.serving.limits.ServingProperties.Batching;
import io.mtdnn.serving.loading.LoadedModel;
import io.mtdnn.task.SpanLogits;
import io.mtdnn.task.TokenSequence;
import io.mtdnn.tokenization.WordTokenizer;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class BatchQueueTests {

	private static final long MILLI = 1_000_000;

	private final AtomicLong time = new AtomicLong();

	private final LoadedModel model = loaded("a");

	private final BatchQueue queue = new BatchQueue(
			new Batching(100, Duration.ofMillis(2), 20, Duration.ofSeconds(1), 100, 1), 1, this.time::get);

	@Test
	void rowsOfSeveralRequestsShareABatchUpToTheTokenBudget() {
		submit(40, 30);
		submit(20);
		submit(20);

		RowBatch first = this.queue.form(0);
		assertThat(first.rows()).isEqualTo(3);
		assertThat(first.tokens()).isEqualTo(90);
		assertThat(this.queue.form(0).tokens()).isEqualTo(20);
		assertThat(this.queue.form(0)).isNull();
		assertThat(this.queue.waitingRows()).isZero();
	}

	@Test
	void aRowLargerThanTheBudgetFormsItsOwnBatch() {
		submit(300);
		submit(10);

		assertThat(this.queue.form(0).tokens()).isEqualTo(300);
		assertThat(this.queue.form(0).tokens()).isEqualTo(10);
	}

	@Test
	void aLargeRequestDoesNotBlockSmallOnes() {
		submit(50, 50, 50, 50, 50);
		BatchEntry<SpanLogits> small = submit(30);

		assertThat(this.queue.form(0).tokens()).isEqualTo(100);
		assertThat(this.queue.form(0).entries()).contains(small);
	}

	@Test
	void modelsAndTasksAreNotMixed() {
		LoadedModel other = loaded("b");
		submit(10);
		BatchEntry<SpanLogits> second = entry(other, "squad-v2", forever(), 10);
		this.queue.submit(second);
		BatchEntry<SpanLogits> third = entry(this.model, "squad-v1", forever(), 10);
		this.queue.submit(third);

		assertThat(this.queue.form(0).rows()).isEqualTo(1);
		assertThat(this.queue.form(0).entries()).containsExactly(second);
		assertThat(this.queue.form(0).entries()).containsExactly(third);
	}

	@Test
	void aBatchWaitsBrieflyForArrivingRequests() {
		this.queue.announce();
		submit(10);

		assertThat(this.queue.form(2 * MILLI - 1)).isNull();
		assertThat(this.queue.form(2 * MILLI)).isNotNull();
	}

	@Test
	void aBatchDoesNotWaitIfNoRequestIsArriving() {
		this.queue.announce();
		submit(10);
		this.queue.arrived();

		assertThat(this.queue.form(0)).isNotNull();
	}

	@Test
	void aFullBatchDoesNotWait() {
		this.queue.announce();
		submit(60, 60);

		assertThat(this.queue.form(0)).isNotNull();
	}

	@Test
	void cancelledRequestsAreNotComputed() {
		BatchEntry<SpanLogits> gone = submit(10, 10);
		BatchEntry<SpanLogits> stays = submit(10);
		gone.cancel();

		RowBatch batch = this.queue.form(0);
		assertThat(batch.entries()).containsExactly(stays);
		assertThat(batch.rows()).isEqualTo(1);
		assertThat(this.queue.waitingRows()).isZero();
	}

	@Test
	void expiredRequestsAreNotComputed() {
		Deadline deadline = new Deadline(Duration.ofMillis(5), () -> false, this.time::get);
		BatchEntry<SpanLogits> late = entry(this.model, "squad-v2", deadline, 10);
		this.queue.submit(late);

		assertThat(this.queue.form(5 * MILLI)).isNull();
		assertThat(late.result()).failsWithin(Duration.ZERO)
			.withThrowableThat()
			.withCauseInstanceOf(DeadlineExceededException.class);
	}

	@Test
	void aFullQueueRejectsRequestsWithATimeToRetry() {
		this.model.ran(1, 100 * MILLI);
		submit(lengths(20, 1));

		ServingBusyException refused = catchThrowableOfType(ServingBusyException.class, () -> submit(1));
		assertThat(refused.reason()).isEqualTo("queue-full");
		// 20 tokens before it and its own, a tenth of a second each
		assertThat(refused.retryAfterSeconds()).isEqualTo(3);
	}

	@Test
	void aRequestLargerThanTheQueueIsAcceptedByAnEmptyQueue() {
		submit(lengths(30, 1));
		assertThat(this.queue.waitingRows()).isEqualTo(30);

		assertThatThrownBy(() -> submit(lengths(30, 1))).isInstanceOf(ServingBusyException.class);
		assertThatThrownBy(() -> submit(1)).isInstanceOf(ServingBusyException.class);
		assertThat(this.queue.form(0).rows()).isEqualTo(30);
		submit(1);
		assertThat(this.queue.waitingRows()).isEqualTo(1);
	}

	@Test
	void aRequestThatWouldWaitTooLongIsRejected() {
		this.model.ran(1, 20 * MILLI);
		submit(60);

		ServingBusyException refused = catchThrowableOfType(ServingBusyException.class, () -> submit(1));
		assertThat(refused.reason()).isEqualTo("wait-too-long");
		assertThat(refused.retryAfterSeconds()).isEqualTo(2);
	}

	@Test
	void batchesInProgressCountTowardsTheWait() throws InterruptedException {
		this.model.ran(1, 12 * MILLI);
		submit(60);
		RowBatch batch = this.queue.take(true);
		submit(30);

		// 0.72 and 0.36 seconds ahead
		ServingBusyException refused = catchThrowableOfType(ServingBusyException.class, () -> submit(1));
		assertThat(refused).hasMessage("The request would wait about 1.1 seconds.");
		this.time.set(100 * MILLI);
		submit(1);
		this.queue.done(batch);
		submit(30);
	}

	@Test
	void passesDivideTheThreadsWhileRequestsForAnotherWait() throws InterruptedException {
		BatchQueue two = twoPasses();
		submit(two, 4);
		RowBatch first = two.take(true);
		RowBatch second = two.take(false);
		assertThat(first.threads()).isEqualTo(2);
		assertThat(second.threads()).isEqualTo(2);
		two.done(first);
		// one request remains beside this one, which would not fill a pass
		assertThat(two.take(true).threads()).isEqualTo(2);
		two.done(second);
		assertThat(two.take(false).threads()).isEqualTo(2);
	}

	@Test
	void aLargeRequestAloneHasAllThreads() throws InterruptedException {
		BatchQueue two = twoPasses();
		two.submit(entry(this.model, "squad-v2", forever(), lengths(10, 50)));
		assertThat(two.take(true).threads()).isEqualTo(4);
	}

	@Test
	void aPassWithHalfOfTheThreadsCountsHalf() throws InterruptedException {
		BatchQueue two = twoPasses();
		this.model.ran(1, 4 * MILLI);
		submit(two, 3);
		assertThat(two.take(true).share()).isEqualTo(0.5);
		two.take(false);

		// each pass and each request that waits takes 0.24 seconds with all threads
		submit(two, 2);
		assertThatThrownBy(() -> submit(two, 1)).hasMessage("The request would wait about 1.2 seconds.");
		this.time.set(240 * MILLI);
		submit(two, 1);
		assertThatThrownBy(() -> submit(two, 1)).hasMessage("The request would wait about 1.2 seconds.");
		this.time.set(480 * MILLI);
		submit(two, 1);
		assertThatThrownBy(() -> submit(two, 1)).hasMessage("The request would wait about 1.2 seconds.");
	}

	@Test
	void aPassThatTakesLongerThanUsualRaisesTheEstimate() throws InterruptedException {
		this.model.ran(1, MILLI);
		submit(50);
		RowBatch batch = this.queue.take(true);
		submit(50);
		this.time.set(999 * MILLI);
		submit(1);

		this.time.set(1001 * MILLI);
		ServingBusyException refused = catchThrowableOfType(ServingBusyException.class, () -> submit(1));
		assertThat(refused.reason()).isEqualTo("wait-too-long");
		this.queue.done(batch);
		submit(1);
	}

	@Test
	void aLargeRequestAheadCountsAsOneBatch() {
		this.model.ran(1, 5 * MILLI);
		submit(lengths(15, 100));

		// one turn is 100 tokens, half a second
		assertThat(submit(10).result()).isNotDone();
	}

	@Test
	void aClosedQueueFailsWaitingRequests() {
		BatchEntry<SpanLogits> waiting = submit(10);
		this.queue.close();

		assertThat(waiting.result()).isCompletedExceptionally();
		assertThatThrownBy(() -> submit(10)).isInstanceOf(ServingBusyException.class);
	}

	/** A queue of two loops for an engine with four threads. */
	private BatchQueue twoPasses() {
		return new BatchQueue(new Batching(100, Duration.ofMillis(2), 20, Duration.ofSeconds(1), 100, 2), 4,
				this.time::get);
	}

	/** Submits requests of 60 tokens, of which a batch takes one. */
	private void submit(BatchQueue other, int requests) {
		for (int i = 0; i < requests; i++) {
			other.submit(entry(this.model, "squad-v2", forever(), 60));
		}
	}

	private BatchEntry<SpanLogits> submit(int... lengths) {
		BatchEntry<SpanLogits> submission = entry(this.model, "squad-v2", forever(), lengths);
		this.queue.submit(submission);
		return submission;
	}

	private Deadline forever() {
		return new Deadline(Duration.ofHours(1), () -> false, this.time::get);
	}

	private static BatchEntry<SpanLogits> entry(LoadedModel model, String task, Deadline deadline, int... lengths) {
		return new BatchEntry<>(model, new Rows(task, rows(lengths)), deadline);
	}

	private static int[] lengths(int rows, int length) {
		int[] lengths = new int[rows];
		Arrays.fill(lengths, length);
		return lengths;
	}

	private static List<TokenSequence> rows(int... lengths) {
		List<TokenSequence> rows = new ArrayList<>();
		for (int length : lengths) {
			rows.add(new TokenSequence(new int[length], 1));
		}
		return rows;
	}

	private static LoadedModel loaded(String id) {
		return new LoadedModel(id, new HashingModel(1), new WordTokenizer(), Caffeine.newBuilder().build(), Map.of(),
				() -> {
				});
	}

	private record Rows(String task, List<TokenSequence> rows) implements Encoded<SpanLogits, String> {

		@Override
		public List<SpanLogits> run(List<TokenSequence> batch) {
			throw new UnsupportedOperationException();
		}

		@Override
		public String decode(List<SpanLogits> results) {
			throw new UnsupportedOperationException();
		}

	}

}
