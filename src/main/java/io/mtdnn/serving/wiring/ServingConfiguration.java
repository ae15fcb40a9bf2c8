package io.mtdnn.serving.wiring;

import java.util.function.LongSupplier;

import io.micrometer.core.instrument.MeterRegistry;
import io.mtdnn.model.EngineThreads;
import io.mtdnn.model.ModelFactory;
import io.mtdnn.node.ConditionalOnRole;
import io.mtdnn.node.NodeRole;
import io.mtdnn.registry.ModelRegistry;
import io.mtdnn.serving.answers.AnswerCache;
import io.mtdnn.serving.answers.ModelComparison;
import io.mtdnn.serving.answers.QuestionAnswering;
import io.mtdnn.serving.answers.QuestionPipeline;
import io.mtdnn.serving.answers.SentenceScoring;
import io.mtdnn.serving.batching.BatchQueue;
import io.mtdnn.serving.batching.Inference;
import io.mtdnn.serving.batching.InferenceLoop;
import io.mtdnn.serving.limits.RequestLimits;
import io.mtdnn.serving.limits.ServingProperties;
import io.mtdnn.serving.loading.KnownModels;
import io.mtdnn.serving.loading.LoadedModels;
import io.mtdnn.serving.loading.ModelChoice;
import io.mtdnn.serving.loading.ModelLoader;
import io.mtdnn.serving.loading.ModelsFollowingRegistry;
import io.mtdnn.serving.meters.ServingMeters;
import io.mtdnn.storage.DatabaseState;
import io.mtdnn.tokenization.TokenizerFactory;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Wires serving. Nodes without the role have no queue, no threads for it and no models in
 * memory.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnRole(NodeRole.SERVING)
class ServingConfiguration {

	private static final LongSupplier NANO_TIME = System::nanoTime;

	@Bean
	ServingMeters servingMeters(MeterRegistry registry) {
		return new ServingMeters(registry);
	}

	@Bean
	LoadedModels loadedModels(ModelRegistry registry, ModelFactory models, TokenizerFactory tokenizers,
			ServingMeters meters, ServingProperties properties) {
		ModelLoader loader = new ModelLoader(registry, models, tokenizers, meters, properties.contextCache().toBytes());
		LoadedModels loaded = new LoadedModels(registry, loader, properties.modelMemory().toBytes());
		meters.models(loaded, LoadedModels::count, LoadedModels::bytes);
		return loaded;
	}

	@Bean
	BatchQueue batchQueue(ServingProperties properties, EngineThreads threads, ServingMeters meters) {
		BatchQueue queue = new BatchQueue(properties.batching(), threads.count(), NANO_TIME);
		meters.queue(queue, BatchQueue::waitingRequests);
		return queue;
	}

	@Bean
	InferenceLoop inferenceLoop(BatchQueue queue, EngineThreads threads, ServingMeters meters) {
		return new InferenceLoop(queue, threads, meters, NANO_TIME);
	}

	@Bean
	Inference inference(LoadedModels models, BatchQueue queue, ServingProperties properties, ServingMeters meters) {
		return new Inference(models, queue, properties.batching(), meters, NANO_TIME);
	}

	@Bean
	ModelChoice modelChoice(ModelRegistry registry, DatabaseState database, ServingProperties properties) {
		return new ModelChoice(new KnownModels(registry, database), properties.defaultModel());
	}

	@Bean
	RequestLimits requestLimits(ServingProperties properties) {
		return new RequestLimits(properties);
	}

	@Bean
	QuestionAnswering questionAnswering(ModelChoice models, Inference inference, RequestLimits limits,
			ServingMeters meters, ServingProperties properties) {
		AnswerCache cache = new AnswerCache(properties.answerCache().toBytes(), meters);
		return new QuestionAnswering(models, inference, cache, limits, meters, NANO_TIME);
	}

	@Bean
	SentenceScoring sentenceScoring(ModelChoice models, Inference inference, RequestLimits limits,
			ServingMeters meters) {
		return new SentenceScoring(models, inference, limits, meters);
	}

	@Bean
	QuestionPipeline questionPipeline(QuestionAnswering answering, ModelChoice models, ServingMeters meters) {
		return new QuestionPipeline(answering, models, meters);
	}

	@Bean
	ModelComparison modelComparison(QuestionAnswering answering) {
		return new ModelComparison(answering);
	}

	@Bean
	ModelsFollowingRegistry modelsFollowingRegistry(LoadedModels models, ServingProperties properties) {
		return new ModelsFollowingRegistry(models, properties.requestTimeout());
	}

}
