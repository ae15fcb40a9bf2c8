package io.mtdnn.serving.loading;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.mtdnn.registry.ModelRegistry;
import io.mtdnn.registry.RegisteredModel;
import io.mtdnn.storage.DatabaseFaults;
import io.mtdnn.storage.DatabaseState;
import io.mtdnn.task.HeadKind;
import org.jspecify.annotations.Nullable;

/**
 * Resolves references to models: from the registry and, while its database is
 * unavailable, from earlier results. A node therefore continues to answer with the models
 * that were requested before. If another node moves an alias meanwhile, the move takes
 * effect once the database is available again.
 */
public final class KnownModels {

	private static final int MAX_KNOWN = 1000;

	private final ModelRegistry registry;

	private final DatabaseState database;

	private final Cache<Object, RegisteredModel> known = Caffeine.newBuilder().maximumSize(MAX_KNOWN).build();

	/** Resolves references to models of a registry. */
	public KnownModels(ModelRegistry registry, DatabaseState database) {
		this.registry = registry;
		this.database = database;
	}

	/** A model by alias, name or id. */
	Optional<RegisteredModel> find(String reference) {
		return resolve("model " + reference, () -> this.registry.find(reference));
	}

	/** The model that an alias points to. */
	Optional<RegisteredModel> aliased(String alias) {
		return resolve("alias " + alias, () -> this.registry.aliased(alias));
	}

	/** The newest models with a head of the kind, for messages. */
	List<RegisteredModel> newest(HeadKind head, int most) {
		return this.registry.newest(head, most);
	}

	/** The newest model. */
	Optional<RegisteredModel> newest() {
		return resolve("newest", this.registry::newest);
	}

	/**
	 * The newest model with a head of the kind.
	 * @param task name of the task or head; null for any
	 */
	Optional<RegisteredModel> newest(HeadKind head, @Nullable String task) {
		return resolve("newest " + head + " " + task, () -> this.registry.newest(head, task));
	}

	private Optional<RegisteredModel> resolve(String what, Supplier<Optional<RegisteredModel>> asked) {
		RegisteredModel before = this.known.getIfPresent(what);
		if (before != null && this.database.unavailable()) {
			return Optional.of(before);
		}
		try {
			Optional<RegisteredModel> found = asked.get();
			found.ifPresentOrElse((model) -> this.known.put(what, model), () -> this.known.invalidate(what));
			return found;
		}
		catch (RuntimeException ex) {
			this.database.failed(ex);
			if (before == null || !DatabaseFaults.unavailable(ex)) {
				throw ex;
			}
			return Optional.of(before);
		}
	}

}
