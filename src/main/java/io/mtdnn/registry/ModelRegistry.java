package io.mtdnn.registry;

import java.nio.file.Path;
import java.util.Optional;

import io.mtdnn.task.HeadKind;

/** The trained models. */
public interface ModelRegistry {

	/**
	 * Registers the bundle of a finished job: its files go to the artifact store, its facts to the database. Calling it
	 * again for the same job replaces nothing and returns what is there.
	 */
	RegisteredModel register(ModelRegistration registration);

	/** A model by alias, by name (the newest of that name) or by id (= job id). */
	Optional<RegisteredModel> find(String reference);

	/** The newest model. */
	Optional<RegisteredModel> newest();

	/**
	 * The newest model with such a head.
	 * @param task name of the head's task; null for any
	 */
	Optional<RegisteredModel> newest(HeadKind head, String task);

	/** Local directory of a model's bundle. */
	Path bundle(RegisteredModel model);

}
