package io.mtdnn.model.torch;

import java.util.ArrayList;
import java.util.List;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.mtdnn.model.Batch;
import io.mtdnn.model.TrainableModel.GradientComparison;
import io.mtdnn.model.TrainableModelSettings;
import io.mtdnn.model.torch.runtime.TorchRuntime;
import io.mtdnn.model.torch.runtime.TorchRuntime.Products;
import io.mtdnn.model.torch.runtime.Workspace;

/**
 * Computes losses and gradients for comparison, not for updates. It has its own memory
 * for gradients, so that those of the run are unchanged.
 */
final class MeasuringPass {

	private final TorchRuntime runtime;

	private final Network network;

	private final TrainableModelSettings settings;

	private final Products products;

	private final Workspace workspace;

	/**
	 * @param settings without dropout
	 */
	MeasuringPass(TorchRuntime runtime, Network network, TrainableModelSettings settings, Products products,
			Workspace workspace) {
		this.runtime = runtime;
		this.network = network;
		this.settings = settings;
		this.products = products;
		this.workspace = workspace;
	}

	float loss(Batch batch) {
		return run(batch, List.of());
	}

	GradientComparison compare(List<Batch> batches) {
		try (NDManager temporary = this.runtime.newManager()) {
			float[] losses = new float[batches.size()];
			List<NDArray> gradients = new ArrayList<>();
			for (int i = 0; i < losses.length; i++) {
				SegmentMemory memory = new SegmentMemory(temporary, this.network.encoder().segment());
				losses[i] = run(batches.get(i), memory.blocks());
				gradients.add(memory.values());
			}
			return new GradientComparison(losses, cosines(gradients));
		}
	}

	/**
	 * Runs a batch and returns its mean loss.
	 * @param gradients gradients of the encoder's blocks to add to; empty for the loss
	 * alone
	 */
	private float run(Batch batch, List<NDArray> gradients) {
		LabelledRows rows = LabelledRows.of(batch, this.network, this.settings.spanLoss());
		try (NDManager temporary = this.runtime.newManager();
				LearningPass pass = new LearningPass(this.runtime, this.network, this.settings, this.products, rows,
						temporary)) {
			pass.forward(this.workspace, 0);
			Segment head = this.network.head(batch.task().name()).segment();
			NDArray loss = pass.loss(batch, new SegmentMemory(temporary, head).blocks(), 1, temporary);
			if (!gradients.isEmpty()) {
				pass.backward(gradients);
			}
			return loss.getFloat();
		}
		finally {
			this.runtime.heap().passed(rows.rows().ids().length);
		}
	}

	private static double[][] cosines(List<NDArray> gradients) {
		double[][] cosines = new double[gradients.size()][gradients.size()];
		double[] norms = gradients.stream().mapToDouble((gradient) -> Math.sqrt(product(gradient, gradient))).toArray();
		for (int i = 0; i < norms.length; i++) {
			for (int j = 0; j < i; j++) {
				double cosine = product(gradients.get(i), gradients.get(j)) / (norms[i] * norms[j]);
				cosines[i][j] = Double.isFinite(cosine) ? Math.max(-1, Math.min(1, cosine)) : 0;
				cosines[j][i] = cosines[i][j];
			}
			cosines[i][i] = (norms[i] > 0 && Double.isFinite(norms[i])) ? 1 : 0;
		}
		return cosines;
	}

	private static double product(NDArray first, NDArray second) {
		try (NDArray product = first.dot(second)) {
			return product.getFloat();
		}
	}

}
