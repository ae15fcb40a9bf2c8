package io.mtdnn.registry.store;

import java.time.Instant;
import java.util.Set;

import io.mtdnn.registry.RegisteredModel;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.Table;
import jakarta.persistence.Transient;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Persistable;

/** A model's row: written once, then only its threshold changes. */
@Entity
@Table(name = "model")
class ModelEntity implements Persistable<String> {

	@Id
	private String id;

	private String name;

	private Instant createdAt;

	private String encoder;

	private double nullThreshold;

	private int maxSequenceLength;

	private int maxQuestionLength;

	private int docStride;

	private String tasks;

	/** The same tasks, for queries. */
	@SuppressWarnings("unused")
	@ElementCollection
	@CollectionTable(name = "model_task", joinColumns = @JoinColumn(name = "model_id"))
	private Set<TaskHead> heads;

	private String metrics;

	private String provenance;

	/** Null in models of earlier versions. */
	private @Nullable String artifact;

	@Transient
	private boolean isNew;

	protected ModelEntity() {
	}

	ModelEntity(RegisteredModel model, RegistryJson json) {
		this.id = model.id();
		this.name = model.name();
		this.createdAt = model.createdAt();
		this.encoder = model.encoder();
		this.nullThreshold = model.nullThreshold();
		this.maxSequenceLength = model.maxSequenceLength();
		this.maxQuestionLength = model.maxQuestionLength();
		this.docStride = model.docStride();
		this.tasks = json.write(model.tasks());
		this.heads = TaskHead.of(model.tasks());
		this.metrics = json.write(model.metrics());
		this.provenance = json.write(model.provenance());
		this.artifact = model.artifact();
		this.isNew = true;
	}

	RegisteredModel toModel(RegistryJson json) {
		return new RegisteredModel(this.id, this.name, this.createdAt, this.encoder, json.tasks(this.tasks),
				this.nullThreshold, this.maxSequenceLength, this.maxQuestionLength, this.docStride,
				json.metrics(this.metrics), json.facts(this.provenance),
				(this.artifact != null) ? this.artifact : RegisteredModel.artifactOf(this.id));
	}

	/** Sets the null odds above which it returns "". */
	void promoteThreshold(double threshold) {
		if (!Double.isFinite(threshold)) {
			throw new IllegalArgumentException("a threshold must be finite, but is " + threshold);
		}
		this.nullThreshold = threshold;
	}

	String name() {
		return this.name;
	}

	@Override
	public String getId() {
		return this.id;
	}

	@Override
	public boolean isNew() {
		return this.isNew;
	}

}
