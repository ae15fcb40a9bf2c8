package io.mtdnn.jobs.web;

import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.mtdnn.plan.PlanField;
import io.mtdnn.plan.PlanSchema;
import io.mtdnn.plan.PlannedTask;
import io.mtdnn.plan.TrainingPlan;
import io.swagger.v3.core.util.Json31;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.Schema;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Describes plans, in requests and in jobs, for the OpenAPI document. */
@Component
class PlanSchemas implements OpenApiCustomizer {

	@Override
	public void customise(OpenAPI document) {
		@SuppressWarnings("rawtypes")
		Map<String, Schema> schemas = document.getComponents().getSchemas();
		Schema<?> request = schema(schemas, JobRequestSchema.NAME);
		PlanSchema.properties()
			.properties()
			.forEach((field) -> request.addProperty(field.getKey(), read(field.getValue())));
		request.setRequired(PlanSchema.required());
		PlanSchema.parts().forEach((name, part) -> schemas.put(name, read(part)));
		describe(schema(schemas, TrainingPlan.class.getSimpleName()), PlanField.plan());
		describe(schema(schemas, PlannedTask.class.getSimpleName()),
				PlanField.named("tasks", PlanField.plan()).orElseThrow().fields());
	}

	@SuppressWarnings("rawtypes")
	private static Schema<?> schema(Map<String, Schema> schemas, String name) {
		return Objects.requireNonNull(schemas.get(name), name);
	}

	private static void describe(Schema<?> plan, List<PlanField> fields) {
		fields.forEach((field) -> schema(plan.getProperties(), field.name()).setDescription(PlanSchema.inPlan(field)));
	}

	private static Schema<?> read(JsonNode schema) {
		try {
			return Json31.mapper().readValue(schema.toString(), JsonSchema.class);
		}
		catch (JsonProcessingException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
