package io.mtdnn.model.torch;

import java.util.List;
import java.util.Objects;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.jni.IValue;
import io.mtdnn.model.Batch;
import io.mtdnn.model.TrainableModelSettings;
import io.mtdnn.model.torch.runtime.ScriptCall;
import io.mtdnn.model.torch.runtime.TorchRuntime;
import io.mtdnn.model.torch.runtime.TorchRuntime.Products;
import io.mtdnn.model.torch.runtime.Workspace;
import org.jspecify.annotations.Nullable;

/**
 * Runs the forward pass, the loss and the backward pass of one batch, each as a call of
 * the script. The script's state between the calls contains the data for the backward
 * pass; chunked passes store this data in the workspace.
 */
final class LearningPass implements AutoCloseable {

	/** Gives the dropout of a fused forward pass a seed other than that of its head. */
	private static final long HIDDEN = 0x9E3779B97F4A7C15L;

	private final TorchRuntime runtime;

	private final Network network;

	private final TrainableModelSettings settings;

	private final Products products;

	private final LabelledRows batch;

	private final NDManager temporary;

	private final NDManager host;

	private final NDArray[] inputs;

	private @Nullable NDArray workspace;

	private @Nullable NDArray dropout;

	private @Nullable IValue state;

	/**
	 * @param temporary owner of this pass's native memory, except the workspace
	 */
	LearningPass(TorchRuntime runtime, Network network, TrainableModelSettings settings, Products products,
			LabelledRows batch, NDManager temporary) {
		this.runtime = runtime;
		this.network = network;
		this.settings = settings;
		this.products = products;
		this.batch = batch;
		this.temporary = temporary;
		this.host = runtime.inputs(temporary);
		this.inputs = batch.rows().inputs(this.host);
	}

	/**
	 * @param seed seed of this pass's dropout
	 */
	void forward(Workspace memory, long seed) {
		this.workspace = memory.atLeast(workspaceSize());
		this.dropout = dropoutState(seed);
		ScriptCall call = call("forward").with(this.network.config().layerNormEpsilon()).with(this.dropout);
		this.state = this.runtime.fused() ? this.runtime.seeded(seed ^ HIDDEN, call) : call.held();
	}

	/**
	 * Computes the batch's mean loss and adds to the gradients of its head.
	 * @param gradients one for each of the head's blocks
	 * @param owner owner of the loss
	 */
	NDArray loss(Batch items, List<NDArray> gradients, double lossScale, NDManager owner) {
		return this.runtime.call(this.batch.head().lossMethod())
			.with(Objects.requireNonNull(this.state))
			.with(this.network.head(items.task().name()).blocks())
			.with(gradients)
			.with(this.batch.rows().lengths())
			.with(this.host.create(this.batch.rows().starts()))
			.with(this.batch.head().targets(items, this.host))
			.with(this.batch.lossWeight())
			.with(lossScale)
			.with(this.settings.headDropout())
			.with(Objects.requireNonNull(this.dropout))
			.with(Head.activation(items.task()))
			.run((loss) -> loss.toTensor((PtNDManager) owner));
	}

	/** Computes the backward pass and adds to the gradients of the encoder's blocks. */
	void backward(List<NDArray> gradients) {
		call("backward").with(gradients).with(Objects.requireNonNull(this.state)).run();
	}

	private ScriptCall call(String method) {
		ScriptCall call = this.runtime.call(method).with(this.network.encoder().blocks());
		for (NDArray input : this.inputs) {
			call.with(input);
		}
		return call.with(this.batch.rows().chunks())
			.with(this.network.config().attentionHeads())
			.with(this.settings.dropout())
			.with(this.products.ordinal())
			.with(Objects.requireNonNull(this.workspace));
	}

	/**
	 * The state of this pass's random generators, which depends only on the seed and the
	 * shape of the batch.
	 */
	private NDArray dropoutState(long seed) {
		ScriptCall call = this.runtime.call("dropout_state")
			.with(this.network.encoder().blocks())
			.with(this.batch.rows().ids().length)
			.with(this.network.config().attentionHeads())
			.with(this.batch.rows().chunks())
			.with(Math.max(this.settings.dropout(), this.settings.headDropout()));
		return this.runtime.seeded(seed, call, (drawn) -> drawn.toTensor((PtNDManager) this.temporary));
	}

	private long workspaceSize() {
		return this.runtime.call("workspace_size")
			.with(this.network.encoder().blocks())
			.with(this.batch.rows().ids().length)
			.with(this.network.config().attentionHeads())
			.with(this.batch.rows().chunks())
			.run((size) -> size.toLong());
	}

	@Override
	public void close() {
		if (this.state != null) {
			this.state.close();
		}
	}

}
