package io.mtdnn.registry;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import io.mtdnn.task.HeadKind;
import org.jspecify.annotations.Nullable;

/** HTTP API of trained models. */
public interface ModelRegistry {

	/** The alias for requests without a model. */
	String DEFAULT_ALIAS = "default";

	/**
	 * Registers the bundle of a finished job: its files go to the artifact store, its
	 * facts to the database. A repeated call for the same job replaces nothing and
	 * returns what is there.
	 */
	default RegisteredModel register(ModelRegistration registration) {
		return register(registration, () -> {
		});
	}

	/**
	 * Registers a bundle if that is still allowed when its files are stored.
	 * @param permission called in the transaction that makes the model visible; if it
	 * throws an exception, nothing is registered and the files are removed
	 */
	RegisteredModel register(ModelRegistration registration, Runnable permission);

	/** A model by alias, by name (the newest of that name) or by id (= job id). */
	Optional<RegisteredModel> find(String reference);

	/**
	 * Finds a model that must exist.
	 * @throws ModelNotFoundException when there is no such model
	 */
	default RegisteredModel get(String reference) {
		return find(reference).orElseThrow(() -> new ModelNotFoundException(reference));
	}

	/** The model that an alias points to; ids and names do not count. */
	Optional<RegisteredModel> aliased(String alias);

	/** The models of a job. */
	List<RegisteredModel> ofJob(String jobId);

	/** The newest model. */
	Optional<RegisteredModel> newest();

	/** The newest models with a head of that kind, newest first. */
	List<RegisteredModel> newest(HeadKind head, int most);

	/**
	 * The newest model with such a head.
	 * @param task name of the head's task; null for any
	 */
	Optional<RegisteredModel> newest(HeadKind head, @Nullable String task);

	/**
	 * Deletes a model with all its heads. Requests in progress are completed with it.
	 * @param id the model's id; not an alias or a name, which can refer to another model
	 * later
	 * @param force whether to remove aliases that point to it
	 * @throws ModelNotFoundException when there is no such model
	 * @throws ModelMismatchException when it is an alias or a name
	 * @throws ModelInUseException when aliases point to it
	 */
	RemovedModel remove(String id, boolean force);

	/**
	 * Deletes all models of a job.
	 * @throws ModelInUseException when an alias points to one; then none is deleted
	 */
	void removeOfJob(String jobId);

	/**
	 * Local directory of a model's bundle.
	 * @throws ModelNotFoundException when the model was deleted
	 * @throws ModelDamagedException when its files cannot be used
	 * @throws ModelUnavailableException when they are currently unavailable
	 */
	Path bundle(RegisteredModel model);

}
