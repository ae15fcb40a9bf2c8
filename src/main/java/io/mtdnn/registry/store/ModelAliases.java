package io.mtdnn.registry.store;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;

import io.mtdnn.registry.AliasMoving;
import io.mtdnn.registry.AliasRefusedException;
import io.mtdnn.registry.ModelDamagedException;
import io.mtdnn.registry.ModelMismatchException;
import io.mtdnn.registry.ModelNotFoundException;
import io.mtdnn.registry.ModelRegistry;
import io.mtdnn.registry.RegisteredModel;
import io.mtdnn.registry.RegistryInputException;
import io.mtdnn.registry.store.AliasMove.Kind;
import org.jspecify.annotations.Nullable;

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

	private final AliasMoves moves;

	private final ModelRegistry registry;

	private final ApplicationEventPublisher events;

	private final TransactionTemplate transaction;

	private final Clock clock;

	ModelAliases(AliasRepository aliases, ModelRepository models, AliasMoves moves, ModelRegistry registry,
			ApplicationEventPublisher events, TransactionTemplate transaction, Clock clock) {
		this.aliases = aliases;
		this.models = models;
		this.moves = moves;
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
	 * @param by who moves it; null for the service
	 * @throws ModelNotFoundException when there is no such model
	 * @throws RegistryInputException when the alias's name cannot be used
	 * @throws ModelMismatchException when it is the id of a model
	 * @throws AliasRefusedException when the model's files are damaged
	 */
	public ModelAlias move(String alias, String reference, @Nullable String by) {
		if (!ModelReferences.isAlias(alias)) {
			throw new RegistryInputException("alias",
					"an alias must have 1 to 100 letters, digits, dots, hyphens and underscores, begins with a letter or a digit, and is not 'aliases' or 'imports'");
		}
		if (this.models.findById(alias).isPresent()) {
			throw new ModelMismatchException("alias", "'" + alias + "' is the id of a model");
		}
		return move(alias, this.registry.get(reference), by);
	}

	/**
	 * Points an alias back to the model before the current one. A repeated call goes
	 * further back. Models that were deleted meanwhile are skipped.
	 * @param by who moves it; null for the service
	 * @throws AliasNotFoundException when there is no such alias
	 * @throws AliasWithoutPastException when it has no earlier model
	 * @throws AliasRefusedException when the earlier model's files are damaged
	 */
	public ModelAlias rollBack(String alias, @Nullable String by) {
		while (true) {
			Back back = back(alias).orElseThrow(() -> new AliasWithoutPastException(alias));
			RegisteredModel model = this.registry.get(back.to());
			ready(alias, model);
			Optional<ModelAlias> moved = write(alias, model, Kind.ROLLED_BACK, by, (row) -> row.pointsTo(back.from()));
			if (moved.isPresent()) {
				return moved.get();
			}
			// It was moved or removed in the meantime.
		}
	}

	/**
	 * Id of the model that rolling back would point an alias to; empty if there is none.
	 * @throws AliasNotFoundException when there is no such alias
	 */
	public Optional<String> previous(String alias) {
		return back(alias).map(Back::to);
	}

	private Optional<Back> back(String alias) {
		return this.transaction.execute((status) -> {
			String current = existing(alias).model().getId();
			return new AliasPath(this.moves.all(alias))
				.previous(current, (model) -> this.models.findById(model).isPresent())
				.map((move) -> new Back(current, Objects.requireNonNull(move.modelId())));
		});
	}

	/**
	 * The newest changes of an alias, newest first; also of one that was removed.
	 * @throws AliasNotFoundException when it has never existed
	 */
	public List<AliasMove> history(String alias, int limit) {
		List<AliasMove> found = this.moves.newest(alias, limit);
		if (found.isEmpty()) {
			throw new AliasNotFoundException(alias);
		}
		return found;
	}

	private ModelAlias move(String alias, RegisteredModel model, @Nullable String by) {
		ready(alias, model);
		try {
			return write(alias, model, Kind.MOVED, by, (row) -> true).orElseThrow();
		}
		catch (DataIntegrityViolationException ex) {
			// the same alias was created just now: this call comes second and moves it
			return write(alias, model, Kind.MOVED, by, (row) -> true).orElseThrow();
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

	/**
	 * Points an alias to a model.
	 * @param same tests, while the row is locked, whether that is still wanted
	 * @return empty if it is not; then nothing was written
	 */
	private Optional<ModelAlias> write(String alias, RegisteredModel model, Kind kind, @Nullable String by,
			Predicate<AliasEntity> same) {
		return this.transaction.execute((status) -> {
			// A removal of the model locks in the same order.
			ModelEntity target = this.models.lock(model.id()).orElseThrow(() -> new ModelNotFoundException(model.id()));
			AliasEntity row = this.aliases.lock(alias).orElseGet(() -> new AliasEntity(alias));
			if (!same.test(row)) {
				return Optional.empty();
			}
			row.pointTo(target, this.clock.instant().truncatedTo(ChronoUnit.MICROS));
			ModelAlias moved = view(this.aliases.saveAndFlush(row));
			this.moves.add(alias, kind, model.id(), model.name(), by);
			return Optional.of(moved);
		});
	}

	/**
	 * Removes an alias; the model stays.
	 * @param by who removes it; null for the service
	 * @throws AliasNotFoundException when there is none
	 */
	public void remove(String alias, @Nullable String by) {
		this.transaction.executeWithoutResult((status) -> {
			this.aliases.delete(this.aliases.lock(alias).orElseThrow(() -> new AliasNotFoundException(alias)));
			this.moves.add(alias, Kind.REMOVED, null, null, by);
		});
	}

	private AliasEntity existing(String alias) {
		return this.aliases.findById(alias).orElseThrow(() -> new AliasNotFoundException(alias));
	}

	private static ModelAlias view(AliasEntity alias) {
		return new ModelAlias(alias.name(), alias.model().getId(), alias.model().name(), alias.updatedAt());
	}

	/** The step back from the current model to the one before it. */
	private record Back(String from, String to) {

	}

}
