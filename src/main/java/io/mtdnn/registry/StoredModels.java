package io.mtdnn.registry;

import java.nio.file.Path;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

import io.mtdnn.artifacts.ArtifactStore;
import io.mtdnn.model.ModelDescription;
import io.mtdnn.model.ModelFactory;
import io.mtdnn.task.HeadKind;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Service;

/** Models in the database, their bundles in the artifact store. */
@Service
class StoredModels implements ModelRegistry {

	private static final Logger log = LoggerFactory.getLogger(StoredModels.class);

	private static final Limit NEWEST = Limit.of(1);

	private final ModelRepository models;

	private final AliasRepository aliases;

	private final ArtifactStore artifacts;

	private final ModelFactory factory;

	private final RegistryJson json;

	private final Clock clock;

	StoredModels(ModelRepository models, AliasRepository aliases, ArtifactStore artifacts, ModelFactory factory,
			RegistryJson json, Clock clock) {
		this.models = models;
		this.aliases = aliases;
		this.artifacts = artifacts;
		this.factory = factory;
		this.json = json;
		this.clock = clock;
	}

	@Override
	public RegisteredModel register(ModelRegistration registration) {
		Optional<ModelEntity> known = this.models.findById(registration.id());
		if (known.isPresent()) {
			return known.get().toModel(this.json);
		}
		RegisteredModel model = describe(registration);
		this.artifacts.put(key(model.id()), registration.bundle());
		try {
			this.models.saveAndFlush(new ModelEntity(model, this.json));
			log.info("Model {} ('{}') registered", model.id(), model.name());
			return model;
		}
		catch (DataIntegrityViolationException ex) {
			// another node was faster; both wrote the same bundle
			return this.models.findById(model.id()).orElseThrow(() -> ex).toModel(this.json);
		}
	}

	private RegisteredModel describe(ModelRegistration registration) {
		ModelDescription description = this.factory.describe(registration.bundle());
		// the database keeps microseconds
		return new RegisteredModel(registration.id(), registration.name(),
				this.clock.instant().truncatedTo(ChronoUnit.MICROS), description.encoder(), description.tasks(),
				description.nullThreshold(), description.maxSequenceLength(), description.maxQuestionLength(),
				description.docStride(), registration.metrics(), description.provenance());
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
	public Optional<RegisteredModel> newest() {
		return this.models.findFirstByOrderByCreatedAtDescIdDesc().map((model) -> model.toModel(this.json));
	}

	@Override
	public Optional<RegisteredModel> newest(HeadKind head, String task) {
		if (task != null && !ModelReferences.possible(task)) {
			return Optional.empty();
		}
		String kind = this.json.field("head", head);
		String name = (task != null) ? this.json.field("name", task) : kind;
		return this.models.newestWith(kind, name, NEWEST).stream().findFirst().map((model) -> model.toModel(this.json));
	}

	@Override
	public Path bundle(RegisteredModel model) {
		return this.artifacts.fetch(key(model.id()));
	}

	private static String key(String id) {
		return "models/" + id;
	}

}
