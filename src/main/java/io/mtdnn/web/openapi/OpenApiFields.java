package io.mtdnn.web.openapi;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Properties;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.Parameter;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.EncodedResource;
import org.springframework.core.io.support.PropertiesLoaderUtils;

/**
 * Describes the fields and parameters of the OpenAPI document that no annotation
 * describes, from {@code openapi-fields.properties}. Their records belong to modules that
 * are independent of HTTP.
 */
final class OpenApiFields {

	private final Properties texts;

	private OpenApiFields(Properties texts) {
		this.texts = texts;
	}

	static OpenApiFields load() {
		try {
			return new OpenApiFields(PropertiesLoaderUtils.loadProperties(new EncodedResource(
					new ClassPathResource("openapi-fields.properties", OpenApiFields.class), StandardCharsets.UTF_8)));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	void describe(OpenAPI document) {
		document.getComponents().getSchemas().forEach(this::describe);
		document.getPaths().values().forEach((path) -> path.readOperations().forEach((operation) -> {
			if (operation.getParameters() != null) {
				operation.getParameters().forEach(this::describe);
			}
		}));
	}

	private void describe(String name, Schema<?> schema) {
		if (schema.getProperties() == null) {
			return;
		}
		schema.getProperties().forEach((property, field) -> {
			if (field.getDescription() == null) {
				field.setDescription(this.texts.getProperty(name + "." + property, this.texts.getProperty(property)));
			}
			if (isFraction(field) && field.getDefault() instanceof String text) {
				// Swagger-core stores it as a text.
				field.setDefault(new BigDecimal(text));
			}
		});
	}

	private void describe(Parameter parameter) {
		if (parameter.getDescription() == null) {
			parameter.setDescription(this.texts.getProperty("parameter." + parameter.getName()));
		}
	}

	private static boolean isFraction(Schema<?> field) {
		return "number".equals(field.getType()) || (field.getTypes() != null && field.getTypes().contains("number"));
	}

}
