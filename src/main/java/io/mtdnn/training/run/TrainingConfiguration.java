package io.mtdnn.training.run;

import java.time.Clock;

import io.mtdnn.datasets.DatasetCatalog;
import io.mtdnn.datasets.EncodedDatasets;
import io.mtdnn.model.Devices;
import io.mtdnn.model.Arithmetic;
import io.mtdnn.model.ModelFactory;
import io.mtdnn.model.SpeedTrial;
import io.mtdnn.plan.TaskMetrics;
import io.mtdnn.pretrained.EncoderCatalog;
import io.mtdnn.tokenization.TokenizerFactory;
import io.mtdnn.training.TrainingEngine;
import io.mtdnn.training.evaluation.EvaluatedMetrics;
import io.mtdnn.training.preflight.InputFiles;
import io.mtdnn.training.preflight.DataPreparation;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/** Wires the training engine. */
@Configuration(proxyBeanMethods = false)
class TrainingConfiguration {

	@Bean
	TrainingEngine trainingEngine(DatasetCatalog datasets, EncodedDatasets encodings, EncoderCatalog encoders,
			TokenizerFactory tokenizers, ModelFactory models, SpeedTrial speed, Devices devices, Arithmetic arithmetic,
			TrainingProperties properties, JsonMapper json, Clock clock) {
		return new MultiTaskTraining(new DataPreparation(datasets, encodings), new InputFiles(datasets, encoders),
				new PlanEncoders(encoders, models, tokenizers), models, speed, devices, arithmetic, properties, json,
				clock);
	}

	@Bean
	TaskMetrics taskMetrics() {
		return new EvaluatedMetrics();
	}

}
