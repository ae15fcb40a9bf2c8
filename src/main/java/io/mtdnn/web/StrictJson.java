package io.mtdnn.web;

import java.util.List;

import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.type.LogicalType;

/**
 * How JSON of requests is read everywhere: a value of another type, a fraction for a
 * whole number, an unknown field and a field that is there twice are errors. Only a whole
 * number counts as a number with a fraction too.
 */
public final class StrictJson {

	private StrictJson() {
	}

	/** Makes a mapper read strictly. */
	public static JsonMapper.Builder apply(JsonMapper.Builder builder) {
		builder.enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
			.enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, DeserializationFeature.FAIL_ON_TRAILING_TOKENS,
					DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
			.disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
			.disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
			.enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS);
		reject(builder, LogicalType.Textual, CoercionInputShape.Integer, CoercionInputShape.Float,
				CoercionInputShape.Boolean);
		reject(builder, LogicalType.DateTime, CoercionInputShape.Integer, CoercionInputShape.Float,
				CoercionInputShape.EmptyString);
		for (LogicalType type : List.of(LogicalType.Integer, LogicalType.Float, LogicalType.Boolean,
				LogicalType.Enum)) {
			// else a text of blanks or control characters would be null
			reject(builder, type, CoercionInputShape.EmptyString);
		}
		return builder;
	}

	private static void reject(JsonMapper.Builder builder, LogicalType type, CoercionInputShape... shapes) {
		builder.withCoercionConfig(type, (values) -> {
			values.setAcceptBlankAsEmpty(false);
			for (CoercionInputShape shape : shapes) {
				values.setCoercion(shape, CoercionAction.Fail);
			}
		});
	}

}
