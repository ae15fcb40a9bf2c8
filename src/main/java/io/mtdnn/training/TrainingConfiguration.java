package io.mtdnn.training;

import java.time.Clock;

import io.mtdnn.datasets.DatasetCatalog;
import io.mtdnn.datasets.EncodedDatasets;
import io.mtdnn.model.Devices;
import io.mtdnn.model.ModelFactory;
import io.mtdnn.model.SpeedTrial;
import io.mtdnn.pretrained.EncoderCatalog;
import io.mtdnn.tokenization.TokenizerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/** Wires the training engine. */
@Configuration(proxyBeanMethods = false)
class TrainingConfiguration {

	@Bean
	TrainingEngine trainingEngine(DatasetCatalog datasets, EncodedDatasets encodings, EncoderCatalog encoders,
			TokenizerFactory tokenizers, ModelFactory models, SpeedTrial speed, Devices devices,
			TrainingProperties properties, JsonMapper json, Clock clock) {
		return new MultiTaskTraining(
				new PlanResolver(datasets, encoders, (directory) -> models.inspect(directory).maxPositions()),
				new Preparation(datasets, encodings), new InputFiles(datasets, encoders), encoders, tokenizers, models,
				speed, devices, properties, json, clock);
	}

}
