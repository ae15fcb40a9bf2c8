package io.mtdnn.serving.loading;

import java.nio.file.Path;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.mtdnn.registry.ModelRegistry;
import io.mtdnn.registry.RegisteredModel;
import io.mtdnn.serving.CallerGoneException;
import io.mtdnn.serving.Deadline;
import io.mtdnn.serving.DeadlineExceededException;
import io.mtdnn.serving.ModelTooLargeException;
import io.mtdnn.serving.Rejection;
import io.mtdnn.serving.ServingBusyException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The models in memory. They are loaded when they are first requested. Their total size
 * is limited: if a new model requires room, the least recently used one is unloaded as
 * soon as its last request has ended.
 */
public final class LoadedModels implements AutoCloseable {

	private static final Logger log = LoggerFactory.getLogger(LoadedModels.class);

	private static final long WAIT_STEP_MILLIS = 50;

	private final ModelRegistry registry;

	private final ModelLoader loader;

	private final long limit;

	/** By model id, the least recently used first; guarded by itself. */
	private final Map<String, CompletableFuture<LoadedModel>> models = new LinkedHashMap<>(16, 0.75f, true);

	/**
	 * Number of bytes of loaded models, those being loaded, and those that are no longer
	 * in the map but still in use.
	 */
	private long bytes;

	/** Number of models that have been loaded and not freed yet. */
	private int unfreed;

	/**
	 * An empty set of models.
	 * @param limit maximum number of bytes of all weights
	 */
	public LoadedModels(ModelRegistry registry, ModelLoader loader, long limit) {
		this.registry = registry;
		this.loader = loader;
		this.limit = limit;
	}

	/**
	 * Returns a model, which it loads if necessary. The caller must release it.
	 * @throws ServingBusyException when requests for other models use the memory that it
	 * requires
	 * @throws ModelTooLargeException when it is larger than the total memory for models
	 */
	public LoadedModel acquire(RegisteredModel model, Deadline deadline) {
		while (true) {
			CompletableFuture<LoadedModel> mine = new CompletableFuture<>();
			CompletableFuture<LoadedModel> found;
			synchronized (this.models) {
				found = this.models.get(model.id());
				if (found == null) {
					this.models.put(model.id(), mine);
				}
			}
			LoadedModel loaded = (found != null) ? await(found, deadline) : load(model, mine, deadline);
			if (loaded != null && loaded.retain()) {
				return loaded;
			}
		}
	}

	private LoadedModel load(RegisteredModel model, CompletableFuture<LoadedModel> result, Deadline deadline) {
		long reserved = 0;
		try {
			Path bundle = this.registry.bundle(model);
			long size = this.loader.bytes(model, bundle);
			reserve(size, model, deadline);
			reserved = size;
			LoadedModel loaded = this.loader.load(model, bundle, () -> freed(size));
			synchronized (this.models) {
				this.unfreed++;
			}
			result.complete(loaded);
			return loaded;
		}
		catch (RuntimeException | Error ex) {
			free(reserved);
			synchronized (this.models) {
				this.models.remove(model.id(), result);
			}
			result.completeExceptionally(ex);
			throw ex;
		}
	}

	/**
	 * Waits for a model that another request is loading. Returns null if that request has
	 * ended without loading it; the caller then loads it itself.
	 */
	private static @Nullable LoadedModel await(CompletableFuture<LoadedModel> loading, Deadline deadline) {
		while (true) {
			try {
				return loading.get(WAIT_STEP_MILLIS, TimeUnit.MILLISECONDS);
			}
			catch (TimeoutException ex) {
				deadline.check();
			}
			catch (ExecutionException ex) {
				if (ex.getCause() instanceof CallerGoneException || ex.getCause() instanceof DeadlineExceededException
						|| ex.getCause() instanceof ServingBusyException) {
					deadline.check();
					return null;
				}
				throw (ex.getCause() instanceof RuntimeException cause) ? cause
						: new CompletionException(ex.getCause());
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
				throw ServingBusyException.stopping();
			}
		}
	}

	private void reserve(long size, RegisteredModel model, Deadline deadline) {
		if (size > this.limit) {
			throw new ModelTooLargeException(model.id(), size, this.limit);
		}
		synchronized (this.models) {
			while (this.bytes + size > this.limit) {
				if (!retireOldest(model.id())) {
					waitForMemory(deadline);
				}
			}
			this.bytes += size;
		}
	}

	/**
	 * Removes the least recently used model from the map, preferring idle models. Its
	 * memory is freed when its last user releases it; until then no other model in use is
	 * removed, since its memory may not be required.
	 */
	private boolean retireOldest(String except) {
		return retireOldest(except, true) || (this.unfreed <= count() && retireOldest(except, false));
	}

	private boolean retireOldest(String except, boolean onlyIdle) {
		Iterator<Map.Entry<String, CompletableFuture<LoadedModel>>> oldest = this.models.entrySet().iterator();
		while (oldest.hasNext()) {
			Map.Entry<String, CompletableFuture<LoadedModel>> entry = oldest.next();
			LoadedModel candidate = entry.getValue().isCompletedExceptionally() ? null : entry.getValue().getNow(null);
			if (candidate != null && !entry.getKey().equals(except) && (candidate.idle() || !onlyIdle)) {
				oldest.remove();
				log.info("Unloaded model {}", candidate.id());
				candidate.release();
				return true;
			}
		}
		return false;
	}

	private void waitForMemory(Deadline deadline) {
		try {
			this.models.wait(WAIT_STEP_MILLIS);
			deadline.check();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw ServingBusyException.stopping();
		}
		catch (DeadlineExceededException ex) {
			throw new ServingBusyException(Rejection.MODEL_MEMORY,
					"Requests for other models use all memory for models.", 1);
		}
	}

	private void free(long size) {
		synchronized (this.models) {
			this.bytes -= size;
			this.models.notifyAll();
		}
	}

	private void freed(long size) {
		synchronized (this.models) {
			this.unfreed--;
			free(size);
		}
	}

	/** Unloads a deleted model as soon as its last request has ended. */
	public void forget(String id) {
		synchronized (this.models) {
			CompletableFuture<LoadedModel> gone = this.models.remove(id);
			if (gone != null) {
				log.info("Unloaded deleted model {}", id);
				gone.thenAccept(LoadedModel::release);
			}
		}
	}

	/** Number of loaded models. */
	public int count() {
		synchronized (this.models) {
			return (int) this.models.values().stream().filter((model) -> model.getNow(null) != null).count();
		}
	}

	/** Whether a model is loaded. */
	public boolean contains(String id) {
		synchronized (this.models) {
			CompletableFuture<LoadedModel> found = this.models.get(id);
			return found != null && found.isDone() && !found.isCompletedExceptionally();
		}
	}

	/** Bytes of the weights in memory, in the precision in which they are stored. */
	public long bytes() {
		synchronized (this.models) {
			return this.bytes;
		}
	}

	@Override
	public void close() {
		synchronized (this.models) {
			this.models.values().forEach((model) -> model.thenAccept(LoadedModel::release));
			this.models.clear();
		}
	}

}
