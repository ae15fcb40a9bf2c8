package io.mtdnn.serving;

import java.time.Duration;
import java.util.function.LongSupplier;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.mtdnn.FakeDatabaseState;
import io.mtdnn.Patience;
import io.mtdnn.serving.answers.AnswerCache;
import io.mtdnn.serving.answers.QuestionAnswering;
import io.mtdnn.serving.batching.BatchQueue;
import io.mtdnn.serving.batching.Inference;
import io.mtdnn.serving.batching.InferenceLoop;
import io.mtdnn.serving.limits.RequestLimits;
import io.mtdnn.serving.limits.ServingProperties.Batching;
import io.mtdnn.serving.limits.ServingProperties;
import io.mtdnn.serving.limits.UnnamedModel;
import io.mtdnn.serving.loading.KnownModels;
import io.mtdnn.serving.loading.LoadedModels;
import io.mtdnn.serving.loading.ModelChoice;
import io.mtdnn.serving.loading.ModelLoader;
import io.mtdnn.serving.meters.ServingMeters;

import org.springframework.util.unit.DataSize;

/** Serving put together by hand around fake models. */
public final class Parts implements AutoCloseable {

	public final SimpleMeterRegistry registry = new SimpleMeterRegistry();

	public final ServingProperties properties;

	public final ServingMeters meters = new ServingMeters(this.registry);

	public final FakeDatabaseState database = new FakeDatabaseState();

	public final LoadedModels loaded;

	public final BatchQueue queue;

	public final InferenceLoop loop;

	public final Inference inference;

	public final ModelChoice choice;

	public final QuestionAnswering answering;

	public Parts(FakeModels models, ServingProperties properties) {
		LongSupplier time = System::nanoTime;
		this.properties = properties;
		this.loaded = new LoadedModels(models,
				new ModelLoader(models, models, models, this.meters, properties.contextCache().toBytes()),
				properties.modelMemory().toBytes());
		FakeThreads threads = new FakeThreads(properties.batching().threads());
		this.queue = new BatchQueue(properties.batching(), threads.count(), time);
		this.loop = new InferenceLoop(this.queue, threads, this.meters, time);
		this.inference = new Inference(this.loaded, this.queue, properties.batching(), this.meters, time);
		this.choice = new ModelChoice(new KnownModels(models, this.database), properties.defaultModel());
		this.answering = new QuestionAnswering(this.choice, this.inference,
				new AnswerCache(properties.answerCache().toBytes(), this.meters), new RequestLimits(properties),
				this.meters, time);
	}

	public static ServingProperties properties(int modelBytes, int cacheBytes) {
		return new ServingProperties(DataSize.ofBytes(modelBytes), DataSize.ofBytes(cacheBytes),
				DataSize.ofMegabytes(1), Duration.ofSeconds(20), Duration.ofSeconds(60), 20_000, 500, 200, 50,
				DataSize.ofKilobytes(64), UnnamedModel.ALIAS, batching());
	}

	public static Batching batching() {
		return new Batching(256, Duration.ofMillis(2), 2048, Patience.LIMIT, 1024, 1);
	}

	public static Deadline deadline() {
		return Deadline.within(Patience.LIMIT);
	}

	@Override
	public void close() throws InterruptedException {
		this.loop.close();
		this.loaded.close();
	}

}
