package io.mtdnn.registry.store;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;

import io.mtdnn.registry.AliasMoving;
import io.mtdnn.registry.AliasRefusedException;
import io.mtdnn.registry.ModelDamagedException;
import io.mtdnn.registry.ModelMismatchException;
import io.mtdnn.registry.ModelNotFoundException;
import io.mtdnn.registry.ModelRegistry;
import io.mtdnn.registry.RegisteredModel;
import io.mtdnn.registry.RegistryInputException;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Aliases such as {@code production}. Moving one is a single row update: every request
 * sees either the old or the new model.
 */
@Service
public class ModelAliases {

	private final AliasRepository aliases;

	private final ModelRepository models;

	private final ModelRegistry registry;

	private final ApplicationEventPublisher events;

	private final TransactionTemplate transaction;

	private final Clock clock;

	ModelAliases(AliasRepository aliases, ModelRepository models, ModelRegistry registry,
			ApplicationEventPublisher events, TransactionTemplate transaction, Clock clock) {
		this.aliases = aliases;
		this.models = models;
		this.registry = registry;
		this.events = events;
		this.transaction = transaction;
		this.clock = clock;
	}

	/** All aliases by name. */
	public List<ModelAlias> all() {
		return this.transaction.execute((status) -> this.aliases.all().stream().map(ModelAliases::view).toList());
	}

	/**
	 * Creates or moves an alias. The model is loaded first, so that no request waits for
	 * it.
	 * @param reference id, name or other alias of the model
	 * @throws ModelNotFoundException when there is no such model
	 * @throws RegistryInputException when the alias's name cannot be used
	 * @throws ModelMismatchException when it is the id of a model
	 * @throws AliasRefusedException when the model's files are damaged
	 */
	public ModelAlias move(String alias, String reference) {
		if (!ModelReferences.isAlias(alias)) {
			throw new RegistryInputException("alias",
					"an alias has 1 to 100 letters, digits, dots, hyphens and underscores, and begins with a letter or a digit");
		}
		if (this.models.findById(alias).isPresent()) {
			throw new ModelMismatchException("alias", "'" + alias + "' is the id of a model");
		}
		RegisteredModel model = this.registry.get(reference);
		ready(alias, model);
		try {
			return write(alias, model.id());
		}
		catch (DataIntegrityViolationException ex) {
			// the same alias was created just now: this call comes second and moves it
			return write(alias, model.id());
		}
	}

	private void ready(String alias, RegisteredModel model) {
		try {
			this.registry.bundle(model);
			this.events.publishEvent(new AliasMoving(alias, model));
		}
		catch (ModelDamagedException ex) {
			throw new AliasRefusedException(alias, ex);
		}
	}

	private ModelAlias write(String alias, String modelId) {
		return this.transaction.execute((status) -> {
			AliasEntity row = this.aliases.findById(alias).orElseGet(() -> new AliasEntity(alias));
			row.pointTo(this.models.lock(modelId).orElseThrow(() -> new ModelNotFoundException(modelId)),
					this.clock.instant().truncatedTo(ChronoUnit.MICROS));
			return view(this.aliases.saveAndFlush(row));
		});
	}

	/**
	 * Removes an alias; the model stays.
	 * @throws AliasNotFoundException when there is none
	 */
	public void remove(String alias) {
		this.transaction.executeWithoutResult((status) -> this.aliases
			.delete(this.aliases.findById(alias).orElseThrow(() -> new AliasNotFoundException(alias))));
	}

	private static ModelAlias view(AliasEntity alias) {
		return new ModelAlias(alias.name(), alias.model().getId(), alias.model().name(), alias.updatedAt());
	}

}
