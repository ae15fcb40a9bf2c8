package io.mtdnn.serving;

import java.util.function.LongSupplier;

import io.micrometer.core.instrument.MeterRegistry;
import io.mtdnn.model.ModelFactory;
import io.mtdnn.registry.AliasMoving;
import io.mtdnn.registry.ModelRegistry;
import io.mtdnn.registry.ModelRemoved;
import io.mtdnn.storage.DatabaseState;
import io.mtdnn.tokenization.TokenizerFactory;
import io.mtdnn.web.ConditionalOnRole;
import io.mtdnn.web.NodeRole;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;

/**
 * Wiring of serving; nodes without the role have no queue, no threads for it and no
 * models in memory.
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
		return new LoadedModels(
				new ModelLoader(registry, models, tokenizers, meters, properties.contextCache().toBytes()),
				properties.modelMemory().toBytes());
	}

	@Bean
	BatchQueue batchQueue(ServingProperties properties, LoadedModels models, ServingMeters meters) {
		BatchQueue queue = new BatchQueue(properties.batching(), NANO_TIME);
		meters.watch(queue, models);
		return queue;
	}

	@Bean
	InferenceLoop inferenceLoop(BatchQueue queue, ServingMeters meters, ServingProperties properties) {
		return new InferenceLoop(queue, meters, NANO_TIME, properties.batching().threads());
	}

	@Bean
	Passes passes(LoadedModels models, BatchQueue queue, ServingProperties properties) {
		return new Passes(models, queue, properties.batching());
	}

	@Bean
	ModelChoice modelChoice(ModelRegistry registry, DatabaseState database, ServingProperties properties) {
		return new ModelChoice(new KnownModels(registry, database), properties.defaultModel());
	}

	@Bean
	Calls calls(ServingProperties properties) {
		return new Calls(properties);
	}

	@Bean
	TextLimits textLimits(ServingProperties properties) {
		return new TextLimits(properties);
	}

	@Bean
	QuestionAnswering questionAnswering(ModelChoice models, Passes passes, TextLimits limits, ServingMeters meters,
			ServingProperties properties) {
		AnswerCache cache = new AnswerCache(properties.answerCache().toBytes(), meters);
		return new QuestionAnswering(models, passes, cache, limits, meters, NANO_TIME);
	}

	@Bean
	SentenceScoring sentenceScoring(ModelChoice models, Passes passes, TextLimits limits, ServingMeters meters) {
		return new SentenceScoring(models, passes, limits, meters, NANO_TIME);
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
	ServingModels servingModels(ModelChoice models, LoadedModels loaded) {
		return new ServingModels(models, loaded);
	}

	@Bean
	ServingLimits servingLimits(ServingProperties properties) {
		return new ServingLimits(properties);
	}

	@Bean
	ModelsFollowingRegistry modelsFollowingRegistry(LoadedModels models, ServingProperties properties) {
		return new ModelsFollowingRegistry(models, properties);
	}

	/**
	 * Loads a model before an alias moves to it, so that no request has to wait for it,
	 * and frees a deleted one.
	 */
	static final class ModelsFollowingRegistry {

		private final LoadedModels models;

		private final ServingProperties properties;

		ModelsFollowingRegistry(LoadedModels models, ServingProperties properties) {
			this.models = models;
			this.properties = properties;
		}

		@EventListener
		void on(AliasMoving event) {
			this.models.acquire(event.model(), Call.within(this.properties.requestTimeout())).release();
		}

		@EventListener
		void on(ModelRemoved event) {
			this.models.forget(event.model().id());
		}

	}

}
