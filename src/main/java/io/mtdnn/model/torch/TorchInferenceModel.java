package io.mtdnn.model.torch;

import java.util.List;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

import ai.djl.ndarray.NDManager;
import io.mtdnn.model.InferenceModel;
import io.mtdnn.model.Precision;
import io.mtdnn.model.torch.runtime.TorchRuntime.Products;
import io.mtdnn.task.SpanLogits;
import io.mtdnn.task.Task;
import io.mtdnn.task.TokenSequence;

/** A bundle's network for inference. Closing waits for calls in progress. */
final class TorchInferenceModel implements InferenceModel {

	private final NDManager manager;

	private final Network network;

	private final Precision precision;

	private final AnsweringPass pass;

	private final ReadWriteLock lifetime = new ReentrantReadWriteLock();

	private boolean closed;

	/** Takes ownership of the manager, which owns the network's memory. */
	TorchInferenceModel(NDManager manager, Network network, Products products) {
		this.manager = manager;
		this.network = network;
		this.precision = products.precision();
		this.pass = network.answeringOnly(products);
	}

	@Override
	public List<Task> tasks() {
		return this.network.tasks();
	}

	@Override
	public Precision precision() {
		return this.precision;
	}

	@Override
	public int maxPositions() {
		return this.network.config().maxPositions();
	}

	@Override
	public List<SpanLogits> spans(String task, List<TokenSequence> rows) {
		return whileOpen(() -> this.pass.spans(task, rows));
	}

	@Override
	public float[][] scores(String task, List<TokenSequence> rows) {
		return whileOpen(() -> this.pass.scores(task, rows));
	}

	private <T> T whileOpen(Supplier<T> call) {
		this.lifetime.readLock().lock();
		try {
			if (this.closed) {
				throw new IllegalStateException("the model is closed");
			}
			return call.get();
		}
		finally {
			this.lifetime.readLock().unlock();
		}
	}

	@Override
	public void close() {
		this.lifetime.writeLock().lock();
		try {
			if (!this.closed) {
				this.closed = true;
				this.pass.close();
				this.manager.close();
			}
		}
		finally {
			this.lifetime.writeLock().unlock();
		}
	}

}
