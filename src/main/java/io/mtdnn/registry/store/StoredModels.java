package io.mtdnn.registry.store;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;

import io.mtdnn.registry.ModelDamagedException;
import io.mtdnn.registry.ModelMismatchException;
import io.mtdnn.registry.ModelNotFoundException;
import io.mtdnn.registry.ModelRegistration;
import io.mtdnn.registry.ModelRegistry;
import io.mtdnn.registry.ModelUnavailableException;
import io.mtdnn.registry.RegisteredModel;
import io.mtdnn.registry.RemovedModel;
import io.mtdnn.artifacts.ArtifactStore;
import io.mtdnn.artifacts.DamagedArtifactException;
import io.mtdnn.model.ModelDescription;
import io.mtdnn.model.ModelFactory;
import io.mtdnn.task.HeadKind;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Service;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/** Stores models in the database and their bundles in the artifact store. */
@Service
class StoredModels implements ModelRegistry {

	private static final Logger log = LoggerFactory.getLogger(StoredModels.class);

	private static final Limit NEWEST = Limit.of(1);

	private final ModelRepository models;

	private final AliasRepository aliases;

	private final ArtifactStore artifacts;

	private final ModelFactory factory;

	private final DefaultModel defaults;

	private final ModelRemoval removal;

	private final TransactionTemplate transaction;

	private final RegistryJson json;

	private final Clock clock;

	StoredModels(ModelRepository models, AliasRepository aliases, ArtifactStore artifacts, ModelFactory factory,
			DefaultModel defaults, ModelRemoval removal, TransactionTemplate transaction, RegistryJson json,
			Clock clock) {
		this.models = models;
		this.aliases = aliases;
		this.artifacts = artifacts;
		this.factory = factory;
		this.defaults = defaults;
		this.removal = removal;
		this.transaction = transaction;
		this.json = json;
		this.clock = clock;
	}

	@Override
	public RegisteredModel register(ModelRegistration registration, Runnable permission) {
		RegisteredModel model = this.models.findById(registration.id())
			.map((known) -> known.toModel(this.json))
			.orElseGet(() -> enter(registration, permission));
		removeOthers(model);
		this.defaults.offer(model);
		return model;
	}

	private RegisteredModel enter(ModelRegistration registration, Runnable permission) {
		RegisteredModel model = describe(registration);
		this.artifacts.put(model.artifact(), registration.bundle());
		try {
			this.transaction.executeWithoutResult((status) -> {
				permission.run();
				this.models.saveAndFlush(new ModelEntity(model, this.json));
			});
		}
		catch (DataIntegrityViolationException ex) {
			// Another node was faster; these files are removed with those of others.
			return this.models.findById(model.id()).orElseThrow(() -> ex).toModel(this.json);
		}
		catch (DataAccessException | TransactionException ex) {
			// The row may have been written; a repeated call will know.
			throw ex;
		}
		catch (RuntimeException ex) {
			discard(model.artifact());
			throw ex;
		}
		log.info("Model {} ('{}') registered", model.id(), model.name());
		return model;
	}

	/** Removes what attempts have stored that ended before they registered it. */
	private void removeOthers(RegisteredModel model) {
		try {
			this.artifacts.keys(RegisteredModel.artifactOf(model.id()) + "/")
				.stream()
				.filter((artifact) -> !artifact.equals(model.artifact()))
				.forEach(this::discard);
		}
		catch (RuntimeException ex) {
			log.warn("Could not look for files of earlier attempts at model {}", model.id(), ex);
		}
	}

	/** Removes files that belong to no registered model. */
	private void discard(String artifact) {
		try {
			this.artifacts.delete(artifact);
		}
		catch (RuntimeException ex) {
			log.warn("Could not remove the files {} of a model that was not registered", artifact, ex);
		}
	}

	private RegisteredModel describe(ModelRegistration registration) {
		ModelDescription description = this.factory.describe(registration.bundle());
		// the database keeps microseconds
		return new RegisteredModel(registration.id(), registration.name(),
				this.clock.instant().truncatedTo(ChronoUnit.MICROS), description.encoder(), description.tasks(),
				description.nullThreshold(), description.maxSequenceLength(), description.maxQuestionLength(),
				description.docStride(), registration.metrics(), description.provenance(), registration.artifact());
	}

	@Override
	public Optional<RegisteredModel> find(String reference) {
		if (!ModelReferences.possible(reference)) {
			return Optional.empty();
		}
		return this.aliases.model(reference)
			.or(() -> this.models.findById(reference))
			.or(() -> this.models.findFirstByNameOrderByCreatedAtDescIdDesc(reference))
			.map((model) -> model.toModel(this.json));
	}

	@Override
	public Optional<RegisteredModel> aliased(String alias) {
		return this.aliases.model(alias).map((model) -> model.toModel(this.json));
	}

	@Override
	public List<RegisteredModel> ofJob(String jobId) {
		return this.models.ofJob(jobId).stream().map((model) -> model.toModel(this.json)).toList();
	}

	@Override
	public Optional<RegisteredModel> newest() {
		return this.models.findFirstByOrderByCreatedAtDescIdDesc().map((model) -> model.toModel(this.json));
	}

	@Override
	public Optional<RegisteredModel> newest(HeadKind head, @Nullable String task) {
		if (task != null && !ModelReferences.possible(task)) {
			return Optional.empty();
		}
		return newest(head, task, NEWEST).stream().findFirst();
	}

	@Override
	public List<RegisteredModel> newest(HeadKind head, int most) {
		return newest(head, null, Limit.of(most));
	}

	private List<RegisteredModel> newest(HeadKind head, @Nullable String task, Limit most) {
		return this.models.newestWith(head, task, most).stream().map((model) -> model.toModel(this.json)).toList();
	}

	@Override
	public RemovedModel remove(String id, boolean force) {
		if (!ModelReferences.possible(id) || this.models.findById(id).isEmpty()) {
			RegisteredModel other = get(id);
			throw new ModelMismatchException("model",
					"a model is deleted by its id; '%s' is an alias or a name of '%s'".formatted(id, other.id()));
		}
		return this.removal.remove(id, force);
	}

	@Override
	public void removeOfJob(String jobId) {
		this.removal.remove(ofJob(jobId).stream().map(RegisteredModel::id).toList(), false);
	}

	@Override
	public Path bundle(RegisteredModel model) {
		try {
			return this.artifacts.fetch(model.artifact());
		}
		catch (DamagedArtifactException ex) {
			if (this.models.findById(model.id()).isEmpty()) {
				throw new ModelNotFoundException(model.id());
			}
			throw new ModelDamagedException(model.id(), ex.file(), ex.fault(), ex);
		}
		catch (UncheckedIOException ex) {
			log.warn("The files of model {} cannot be read", model.id(), ex);
			throw new ModelUnavailableException(model.id(), ex);
		}
		catch (NoSuchElementException ex) {
			if (this.models.findById(model.id()).isEmpty()) {
				throw new ModelNotFoundException(model.id());
			}
			throw new ModelDamagedException(model.id(), null, "the artifact store does not contain its files", ex);
		}
	}

}
