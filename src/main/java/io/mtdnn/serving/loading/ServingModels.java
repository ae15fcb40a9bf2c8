package io.mtdnn.serving.loading;

import io.mtdnn.registry.RegisteredModel;

/** Facts about models that clients can ask for before they use one. */
public final class ServingModels {

	private final ModelChoice models;

	private final LoadedModels loaded;

	/** The models that can be asked on this node. */
	public ServingModels(ModelChoice models, LoadedModels loaded) {
		this.models = models;
		this.loaded = loaded;
	}

	/** A model by alias, id or name. */
	public RegisteredModel find(String reference) {
		return this.models.named(reference);
	}

	/** Whether a model answers without being loaded first. */
	public boolean loaded(RegisteredModel model) {
		return this.loaded.contains(model.id());
	}

}
