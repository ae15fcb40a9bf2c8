package io.mtdnn.serving;

import io.mtdnn.registry.RegisteredModel;

/** What clients can learn about models before they ask one. */
public final class ServingModels {

	private final ModelChoice models;

	private final LoadedModels loaded;

	ServingModels(ModelChoice models, LoadedModels loaded) {
		this.models = models;
		this.loaded = loaded;
	}

	/** A model by alias, id or name. */
	public RegisteredModel find(String reference) {
		return this.models.named(reference);
	}

	/** Whether it answers without being loaded first. */
	public boolean loaded(RegisteredModel model) {
		return this.loaded.contains(model.id());
	}

}
