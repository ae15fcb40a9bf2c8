package io.mtdnn.jobs;

import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.mtdnn.registry.ModelRegistration;
import io.mtdnn.registry.ModelRegistry;
import io.mtdnn.registry.RegisteredModel;
import io.mtdnn.registry.RemovedModel;
import io.mtdnn.task.HeadKind;

/** Stores registered models in memory. */
public class FakeRegistry implements ModelRegistry {

	private final Map<String, ModelRegistration> models = new LinkedHashMap<>();

	private RuntimeException failure;

	private volatile Runnable onStored = () -> {
	};

	@Override
	public synchronized RegisteredModel register(ModelRegistration registration, Runnable permission) {
		this.onStored.run();
		permission.run();
		if (this.failure != null) {
			RuntimeException thrown = this.failure;
			this.failure = null;
			throw thrown;
		}
		this.models.putIfAbsent(registration.id(), registration);
		return model(registration);
	}

	private static RegisteredModel model(ModelRegistration registration) {
		return new RegisteredModel(registration.id(), registration.name(), Instant.EPOCH, "tiny", List.of(), 0, 384, 64,
				128, registration.metrics(), Map.of());
	}

	public synchronized Optional<ModelRegistration> registered(String jobId) {
		return Optional.ofNullable(this.models.get(jobId));
	}

	/** Runs once when the files of the next model have been stored. */
	public void onStored(Runnable action) {
		this.onStored = () -> {
			this.onStored = () -> {
			};
			action.run();
		};
	}

	/** Makes the next registration fail. */
	public synchronized void failOnce(RuntimeException thrown) {
		this.failure = thrown;
	}

	@Override
	public Optional<RegisteredModel> find(String reference) {
		return Optional.empty();
	}

	@Override
	public Optional<RegisteredModel> aliased(String alias) {
		return Optional.empty();
	}

	@Override
	public synchronized List<RegisteredModel> ofJob(String jobId) {
		return registered(jobId).map(FakeRegistry::model).stream().toList();
	}

	@Override
	public synchronized RemovedModel remove(String id, boolean force) {
		return new RemovedModel(model(this.models.remove(id)), List.of());
	}

	@Override
	public synchronized void removeOfJob(String jobId) {
		this.models.remove(jobId);
	}

	@Override
	public List<RegisteredModel> newest(HeadKind head, int most) {
		return List.of();
	}

	@Override
	public Optional<RegisteredModel> newest() {
		return Optional.empty();
	}

	@Override
	public Optional<RegisteredModel> newest(HeadKind head, String task) {
		return Optional.empty();
	}

	@Override
	public Path bundle(RegisteredModel model) {
		throw new UnsupportedOperationException();
	}

}
