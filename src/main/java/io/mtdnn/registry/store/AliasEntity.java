package io.mtdnn.registry.store;

import java.time.Instant;

import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;

/** An alias's row. */
@Entity
@Table(name = "model_alias")
class AliasEntity {

	@Id
	private String name;

	@ManyToOne(fetch = FetchType.LAZY, optional = false)
	@JoinColumn(name = "model_id")
	private ModelEntity model;

	private Instant updatedAt;

	protected AliasEntity() {
	}

	/** An alias that is to be pointed to a model. */
	@SuppressWarnings("NullAway.Init")
	AliasEntity(String name) {
		this.name = name;
	}

	void pointTo(ModelEntity target, Instant now) {
		this.model = target;
		this.updatedAt = now;
	}

	/** Whether it points to the model with an id; a new alias points to none. */
	boolean pointsTo(String id) {
		return this.model != null && this.model.getId().equals(id);
	}

	String name() {
		return this.name;
	}

	ModelEntity model() {
		return this.model;
	}

	Instant updatedAt() {
		return this.updatedAt;
	}

}
