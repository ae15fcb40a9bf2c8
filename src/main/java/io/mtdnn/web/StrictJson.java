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
 * The rules for reading JSON of requests: a value of the wrong type, a fraction for a
 * whole number, an unknown field and a repeated field are errors. Only whole numbers are
 * also accepted as numbers with a fraction.
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
			// Otherwise a text of blanks or control characters would become null.
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
