package io.mtdnn.registry.store;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;

import io.mtdnn.registry.ModelInUseException;
import io.mtdnn.registry.ModelNotFoundException;
import io.mtdnn.registry.ModelRemoved;
import io.mtdnn.registry.RegisteredModel;
import io.mtdnn.registry.RemovedModel;
import io.mtdnn.artifacts.ArtifactStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Deletes models. First removes the rows in one transaction and records that files
 * remain; then unloads the model and removes its files. A crash in between leaves
 * unreachable files, which the next start or deletion removes.
 */
@Component
class ModelRemoval {

	private static final Logger log = LoggerFactory.getLogger(ModelRemoval.class);

	private final ModelRepository models;

	private final AliasRepository aliases;

	private final AliasMoves moves;

	private final ArtifactStore artifacts;

	private final RegistryJson json;

	private final ApplicationEventPublisher events;

	private final TransactionTemplate transaction;

	private final JdbcClient jdbc;

	private final Clock clock;

	ModelRemoval(ModelRepository models, AliasRepository aliases, AliasMoves moves, ArtifactStore artifacts,
			RegistryJson json, ApplicationEventPublisher events, TransactionTemplate transaction, JdbcClient jdbc,
			Clock clock) {
		this.models = models;
		this.aliases = aliases;
		this.moves = moves;
		this.artifacts = artifacts;
		this.json = json;
		this.events = events;
		this.transaction = transaction;
		this.jdbc = jdbc;
		this.clock = clock;
	}

	RemovedModel remove(String id, boolean force) {
		return remove(List.of(id), force).get(0);
	}

	/** Deletes all of these models, or none if that is refused for one of them. */
	List<RemovedModel> remove(List<String> ids, boolean force) {
		List<RemovedModel> all = rows(ids, force);
		for (RemovedModel removed : all) {
			log.info("Model {} ('{}') deleted, with aliases {}", removed.model().id(), removed.model().name(),
					removed.aliases());
			this.events.publishEvent(new ModelRemoved(removed.model()));
		}
		removeFiles();
		return all;
	}

	private List<RemovedModel> rows(List<String> ids, boolean force) {
		try {
			return this.transaction.execute((status) -> ids.stream().map((id) -> row(id, force)).toList());
		}
		catch (DataIntegrityViolationException ex) {
			// an alias has been pointed to one of them meanwhile
			String used = ids.stream().filter((id) -> !this.aliases.of(id).isEmpty()).findFirst().orElse(ids.get(0));
			throw new ModelInUseException(used, this.aliases.of(used).stream().map(AliasEntity::name).toList());
		}
	}

	private RemovedModel row(String id, boolean force) {
		ModelEntity model = this.models.lock(id).orElseThrow(() -> new ModelNotFoundException(id));
		List<AliasEntity> pointing = this.aliases.lockOf(id);
		List<String> names = pointing.stream().map(AliasEntity::name).toList();
		if (!names.isEmpty() && !force) {
			throw new ModelInUseException(id, names);
		}
		pointing.forEach(this.aliases::delete);
		this.aliases.flush();
		names.forEach((name) -> this.moves.add(name, AliasMove.Kind.MODEL_DELETED, null, null, null));
		this.models.delete(model);
		this.jdbc.sql("delete from model_removal where model_id = ?").param(id).update();
		this.jdbc.sql("insert into model_removal (model_id, removed_at) values (?, ?)")
			.params(id, OffsetDateTime.ofInstant(this.clock.instant().truncatedTo(ChronoUnit.MICROS), ZoneOffset.UTC))
			.update();
		this.models.flush();
		return new RemovedModel(model.toModel(this.json), names);
	}

	/** Removes the files of models whose rows have been deleted. */
	@EventListener(ApplicationReadyEvent.class)
	void removeFiles() {
		try {
			this.jdbc.sql("select model_id from model_removal").query(String.class).list().forEach(this::removeFiles);
		}
		catch (DataAccessException | TransactionException ex) {
			log.warn("Could not look for files of deleted models; the next start or deletion will retry", ex);
		}
	}

	private void removeFiles(String id) {
		try {
			if (this.models.findById(id).isEmpty()) {
				String artifact = RegisteredModel.artifactOf(id);
				this.artifacts.delete(artifact);
				this.artifacts.keys(artifact + "/").forEach(this.artifacts::delete);
			}
			this.jdbc.sql("delete from model_removal where model_id = ?").param(id).update();
		}
		catch (RuntimeException ex) {
			log.warn("Could not remove the files of the deleted model {}; the next start or deletion will retry", id,
					ex);
		}
	}

}
