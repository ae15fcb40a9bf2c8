package io.mtdnn.serving;

import java.nio.file.Path;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.mtdnn.registry.RegisteredModel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The models in memory, loaded when they are first asked for. Together they stay under a
 * limit: the least recently used one goes when a new one needs its room, as soon as its
 * last request has ended.
 */
final class LoadedModels implements AutoCloseable {

	private static final Logger log = LoggerFactory.getLogger(LoadedModels.class);

	private static final long WAIT_STEP_MILLIS = 50;

	private final ModelLoader loader;

	private final long limit;

	/** By model id, the least recently used first; guarded by itself. */
	private final Map<String, CompletableFuture<LoadedModel>> models = new LinkedHashMap<>(16, 0.75f, true);

	/**
	 * Of loaded models, those being loaded, and those that left the map while requests
	 * still use them.
	 */
	private long bytes;

	LoadedModels(ModelLoader loader, long limit) {
		this.loader = loader;
		this.limit = limit;
	}

	/**
	 * A model, for whose release the caller has to care.
	 * @throws ServingBusyException when requests on other models keep the memory it needs
	 * @throws ModelTooLargeException when it is larger than all the memory there is for
	 * models
	 */
	LoadedModel acquire(RegisteredModel model, Call call) {
		while (true) {
			CompletableFuture<LoadedModel> mine = new CompletableFuture<>();
			CompletableFuture<LoadedModel> found;
			synchronized (this.models) {
				found = this.models.get(model.id());
				if (found == null) {
					this.models.put(model.id(), mine);
				}
			}
			LoadedModel loaded = (found != null) ? await(found, call) : load(model, mine, call);
			if (loaded != null && loaded.retain()) {
				return loaded;
			}
		}
	}

	private LoadedModel load(RegisteredModel model, CompletableFuture<LoadedModel> result, Call call) {
		long reserved = 0;
		try {
			Path bundle = this.loader.bundle(model);
			long size = this.loader.bytes(model, bundle);
			reserve(size, model, call);
			reserved = size;
			LoadedModel loaded = this.loader.load(model, bundle, () -> free(size));
			result.complete(loaded);
			return loaded;
		}
		catch (RuntimeException ex) {
			free(reserved);
			synchronized (this.models) {
				this.models.remove(model.id(), result);
			}
			result.completeExceptionally(ex);
			throw ex;
		}
	}

	/**
	 * Null when the request that was loading the model gave up: then it is this one's
	 * turn.
	 */
	private static LoadedModel await(CompletableFuture<LoadedModel> loading, Call call) {
		while (true) {
			try {
				return loading.get(WAIT_STEP_MILLIS, TimeUnit.MILLISECONDS);
			}
			catch (TimeoutException ex) {
				call.check();
			}
			catch (ExecutionException ex) {
				if (ex.getCause() instanceof CallerGoneException || ex.getCause() instanceof DeadlineExceededException
						|| ex.getCause() instanceof ServingBusyException) {
					call.check();
					return null;
				}
				throw (ex.getCause() instanceof RuntimeException cause) ? cause
						: new CompletionException(ex.getCause());
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
				throw new ServingBusyException(Rejection.STOPPING, "The service is shutting down.", 5);
			}
		}
	}

	private void reserve(long size, RegisteredModel model, Call call) {
		if (size > this.limit) {
			throw new ModelTooLargeException(model.id(), size, this.limit);
		}
		synchronized (this.models) {
			while (this.bytes + size > this.limit) {
				if (!retireOldest(model.id())) {
					waitForMemory(call);
				}
			}
			this.bytes += size;
		}
	}

	/**
	 * Takes the least recently used model out of the map; idle ones first. Its memory is
	 * free once nobody uses it.
	 */
	private boolean retireOldest(String except) {
		return retireOldest(except, true) || retireOldest(except, false);
	}

	private boolean retireOldest(String except, boolean onlyIdle) {
		Iterator<Map.Entry<String, CompletableFuture<LoadedModel>>> oldest = this.models.entrySet().iterator();
		while (oldest.hasNext()) {
			Map.Entry<String, CompletableFuture<LoadedModel>> entry = oldest.next();
			LoadedModel candidate = entry.getValue().isCompletedExceptionally() ? null : entry.getValue().getNow(null);
			if (candidate != null && !entry.getKey().equals(except) && (candidate.idle() || !onlyIdle)) {
				oldest.remove();
				log.info("Model {} leaves memory", candidate.id());
				candidate.release();
				return true;
			}
		}
		return false;
	}

	private void waitForMemory(Call call) {
		try {
			this.models.wait(WAIT_STEP_MILLIS);
			call.check();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new ServingBusyException(Rejection.STOPPING, "The service is shutting down.", 5);
		}
		catch (DeadlineExceededException ex) {
			throw new ServingBusyException(Rejection.MODEL_MEMORY,
					"Requests on other models hold the memory for models.", 1);
		}
	}

	private void free(long size) {
		synchronized (this.models) {
			this.bytes -= size;
			this.models.notifyAll();
		}
	}

	/** A deleted model leaves memory, as soon as its last request has ended. */
	void forget(String id) {
		synchronized (this.models) {
			CompletableFuture<LoadedModel> gone = this.models.remove(id);
			if (gone != null) {
				log.info("Model {} was deleted and leaves memory", id);
				gone.thenAccept(LoadedModel::release);
			}
		}
	}

	/** Number of models that can be asked without loading. */
	int count() {
		synchronized (this.models) {
			return (int) this.models.values().stream().filter((model) -> model.getNow(null) != null).count();
		}
	}

	/** Whether a model can be asked without loading. */
	boolean contains(String id) {
		synchronized (this.models) {
			CompletableFuture<LoadedModel> found = this.models.get(id);
			return found != null && found.isDone() && !found.isCompletedExceptionally();
		}
	}

	/** Bytes that the weights in memory take, in the precision that they are held in. */
	long bytes() {
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
