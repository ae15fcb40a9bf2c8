package io.mtdnn.registry.store;

import io.mtdnn.registry.ModelNotFoundException;
import io.mtdnn.registry.RegisteredModel;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Writes null thresholds to the rows of models. */
@Component
public class StoredThresholds {

	private final ModelRepository models;

	private final RegistryJson json;

	private final TransactionTemplate transaction;

	StoredThresholds(ModelRepository models, RegistryJson json, TransactionTemplate transaction) {
		this.models = models;
		this.json = json;
		this.transaction = transaction;
	}

	/**
	 * Sets the threshold of a model.
	 * @param threshold a finite number
	 * @return the model with it
	 * @throws ModelNotFoundException when the model was deleted
	 */
	public RegisteredModel set(String id, double threshold) {
		return this.transaction.execute((status) -> {
			ModelEntity row = this.models.lock(id).orElseThrow(() -> new ModelNotFoundException(id));
			row.promoteThreshold(threshold);
			return this.models.saveAndFlush(row).toModel(this.json);
		});
	}

}
