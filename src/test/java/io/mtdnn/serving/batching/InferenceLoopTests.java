package io.mtdnn.serving.batching;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import com.github.benmanes.caffeine.cache.Caffeine;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.mtdnn.serving.Deadline;
import io.mtdnn.serving.FakeThreads;
import io.mtdnn.serving.HashingModel;
import io.mtdnn.serving.limits.ServingProperties.Batching;
import io.mtdnn.serving.loading.LoadedModel;
import io.mtdnn.serving.meters.ServingMeters;
import io.mtdnn.task.SpanLogits;
import io.mtdnn.task.TokenSequence;
import io.mtdnn.tokenization.WordTokenizer;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class InferenceLoopTests {

	private static final Batching SETTINGS = new Batching(100, Duration.ofMillis(2), 20, Duration.ofSeconds(1), 100, 2);

	private final BatchQueue queue = new BatchQueue(SETTINGS, 4, System::nanoTime);

	private final FakeThreads engine = new FakeThreads(4);

	private final LoadedModel model = new LoadedModel("a", new HashingModel(1), new WordTokenizer(),
			Caffeine.newBuilder().build(), Map.of(), () -> {
			});

	@Test
	void aPassComputesWithTheThreadsOfItsBatch() throws Exception {
		List<BatchEntry<SpanLogits>> requests = List.of(submitted(), submitted(), submitted());
		RowBatch first = this.queue.take(true);
		RowBatch second = this.queue.take(false);
		this.queue.close();
		try (InferenceLoop loop = new InferenceLoop(this.queue, this.engine,
				new ServingMeters(new SimpleMeterRegistry()), System::nanoTime)) {
			loop.process(first);
			loop.process(second);
		}
		assertThat(this.engine.limits()).containsExactly(2, 2);
		assertThat(requests.get(0).result()).isCompleted();
		assertThat(requests.get(1).result()).isCompleted();
	}

	private BatchEntry<SpanLogits> submitted() {
		BatchEntry<SpanLogits> entry = new BatchEntry<>(this.model, new OneRow(),
				new Deadline(Duration.ofHours(1), () -> false, System::nanoTime));
		this.queue.submit(entry);
		return entry;
	}

	/** A row that fills more than half of a batch. */
	private record OneRow() implements Encoded<SpanLogits, String> {

		@Override
		public String task() {
			return "squad-v2";
		}

		@Override
		public List<TokenSequence> rows() {
			return List.of(new TokenSequence(new int[60], 1));
		}

		@Override
		public List<SpanLogits> run(List<TokenSequence> batch) {
			return List.of(new SpanLogits(new float[60], new float[60]));
		}

		@Override
		public String decode(List<SpanLogits> results) {
			throw new UnsupportedOperationException();
		}

	}

}
