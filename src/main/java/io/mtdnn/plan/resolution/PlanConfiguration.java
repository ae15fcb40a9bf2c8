package io.mtdnn.plan.resolution;

import io.mtdnn.datasets.DatasetCatalog;
import io.mtdnn.model.ModelFactory;
import io.mtdnn.plan.PlanResolver;
import io.mtdnn.plan.TaskMetrics;
import io.mtdnn.pretrained.EncoderCatalog;
import io.mtdnn.registry.ModelRegistry;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the resolution of plans. */
@Configuration(proxyBeanMethods = false)
class PlanConfiguration {

	@Bean
	PlanResolver planResolver(DatasetCatalog datasets, EncoderCatalog encoders, ModelFactory models,
			TaskMetrics metrics, ObjectProvider<ModelRegistry> registry) {
		return new DefaultPlanResolver(datasets, encoders, (directory) -> models.inspect(directory).maxPositions(),
				metrics, (reference) -> registry.stream().findFirst().flatMap((known) -> known.find(reference)));
	}

}
