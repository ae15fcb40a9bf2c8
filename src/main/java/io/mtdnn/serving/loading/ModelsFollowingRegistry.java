package io.mtdnn.serving.loading;

import java.time.Duration;

import io.mtdnn.registry.AliasMoving;
import io.mtdnn.registry.ModelRemoved;
import io.mtdnn.serving.Deadline;

import org.springframework.context.event.EventListener;

/**
 * Loads a model before an alias moves to it, so that requests do not have to wait for it,
 * and unloads deleted models.
 */
public final class ModelsFollowingRegistry {

	private final LoadedModels models;

	private final Duration timeout;

	/**
	 * Follows the events of the registry.
	 * @param timeout maximum time to load a model
	 */
	public ModelsFollowingRegistry(LoadedModels models, Duration timeout) {
		this.models = models;
		this.timeout = timeout;
	}

	/** Loads the model to which an alias is about to move. */
	@EventListener
	public void on(AliasMoving event) {
		this.models.acquire(event.model(), Deadline.within(this.timeout)).release();
	}

	/** Unloads a deleted model. */
	@EventListener
	public void on(ModelRemoved event) {
		this.models.forget(event.model().id());
	}

}
