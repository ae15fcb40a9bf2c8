package io.mtdnn.plan.resolution;

import java.util.Optional;
import java.util.function.Function;

import io.mtdnn.pretrained.EncoderCatalog;
import io.mtdnn.registry.RegisteredModel;
import tools.jackson.databind.node.ObjectNode;

/**
 * Counts the special tokens in a row of two texts, which depends on the encoder. For an
 * unknown or damaged encoder, which is reported elsewhere, returns the number for BERT.
 */
final class SpecialTokens {

	private static final int BERT = 3;

	private final EncoderCatalog encoders;

	private final Function<String, Optional<RegisteredModel>> models;

	/**
	 * @param models finds models by alias, id or name
	 */
	SpecialTokens(EncoderCatalog encoders, Function<String, Optional<RegisteredModel>> models) {
		this.encoders = encoders;
		this.models = models;
	}

	/** The number for the model or encoder that a plan starts from. */
	int of(ObjectNode plan) {
		String model = plan.path("start").path("model").asString("");
		return model.isEmpty() ? of(plan.path("encoder").asString(""))
				: this.models.apply(model).map((found) -> of(found.asEncoder())).orElse(BERT);
	}

	int of(String encoder) {
		try {
			return encoder.isBlank() ? BERT : this.encoders.rows(encoder).pairTokens();
		}
		catch (RuntimeException ex) {
			return BERT;
		}
	}

}
