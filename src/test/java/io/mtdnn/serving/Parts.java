package io.mtdnn.serving;

import java.time.Duration;
import java.util.function.LongSupplier;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.mtdnn.FakeDatabaseState;
import io.mtdnn.Patience;
import io.mtdnn.serving.ServingProperties.Batching;
import org.springframework.util.unit.DataSize;

/** Serving put together by hand around fake models. */
final class Parts implements AutoCloseable {

	final SimpleMeterRegistry registry = new SimpleMeterRegistry();

	final ServingProperties properties;

	final ServingMeters meters = new ServingMeters(this.registry);

	final FakeDatabaseState database = new FakeDatabaseState();

	final LoadedModels loaded;

	final BatchQueue queue;

	final InferenceLoop loop;

	final Passes passes;

	final ModelChoice choice;

	final QuestionAnswering answering;

	Parts(FakeModels models, ServingProperties properties) {
		LongSupplier time = System::nanoTime;
		this.properties = properties;
		this.loaded = new LoadedModels(
				new ModelLoader(models, models, models, this.meters, properties.contextCache().toBytes()),
				properties.modelMemory().toBytes());
		this.queue = new BatchQueue(properties.batching(), time);
		this.loop = new InferenceLoop(this.queue, this.meters, time, properties.batching().threads());
		this.passes = new Passes(this.loaded, this.queue, properties.batching());
		this.choice = new ModelChoice(new KnownModels(models, this.database), properties.defaultModel());
		this.answering = new QuestionAnswering(this.choice, this.passes,
				new AnswerCache(properties.answerCache().toBytes(), this.meters), new TextLimits(properties),
				this.meters, time);
	}

	static ServingProperties properties(int modelBytes, int cacheBytes) {
		return new ServingProperties(DataSize.ofBytes(modelBytes), DataSize.ofBytes(cacheBytes),
				DataSize.ofMegabytes(1), Duration.ofSeconds(20), Duration.ofSeconds(60), 20_000, 500, 50,
				DataSize.ofKilobytes(64), UnnamedModel.ALIAS, batching());
	}

	static Batching batching() {
		return new Batching(256, Duration.ofMillis(2), 2048, Patience.LIMIT, 1024, 1);
	}

	static Call call() {
		return Call.within(Patience.LIMIT);
	}

	@Override
	public void close() throws InterruptedException {
		this.loop.close();
		this.loaded.close();
	}

}
