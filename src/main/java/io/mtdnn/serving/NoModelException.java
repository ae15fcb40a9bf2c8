package io.mtdnn.serving;

import java.util.List;

import io.mtdnn.registry.RegisteredModel;

/** Thrown if a request does not name a model and there is no model for such requests. */
public class NoModelException extends RuntimeException {

	private static final String HOW = "Name one as 'model', or make it the default with PUT /models/aliases/default and the body {\"model\": \"%s\"}.";

	private final List<Choice> models;

	private NoModelException(String message, List<RegisteredModel> models) {
		super(message);
		this.models = models.stream().map((model) -> new Choice(model.id(), model.name())).toList();
	}

	/** The registry has no models. */
	public static NoModelException none() {
		return new NoModelException("There is no model yet. Train one with POST /jobs.", List.of());
	}

	/** No model has a head of the kind. */
	public static NoModelException none(String head, RegisteredModel newest, String tasks) {
		return new NoModelException(
				"There is no model with a %s head yet; the newest one, '%s', was trained on %s. Train one with POST /jobs."
					.formatted(head, newest.name(), tasks),
				List.of());
	}

	/** The alias {@code default} is not set. */
	public static NoModelException unset(List<RegisteredModel> models) {
		return new NoModelException(
				"The alias 'default' points to no model. %s".formatted(HOW.formatted(models.get(0).id())), models);
	}

	/** The default model does not have a head of the kind. */
	public static NoModelException without(String head, RegisteredModel set, List<RegisteredModel> models) {
		return new NoModelException("The alias 'default' points to '%s', which has no %s head. %s".formatted(set.name(),
				head, HOW.formatted(models.get(0).id())), models);
	}

	/** The models that a request could name, the newest first. */
	public List<Choice> models() {
		return this.models;
	}

	/**
	 * A model that a request could name.
	 *
	 * @param id id of the model
	 * @param name name of the model
	 */
	public record Choice(String id, String name) {

	}

}
