package io.mtdnn.pretrained;

import java.nio.FloatBuffer;

import io.mtdnn.model.FloatTensor;

/** Turns {@code [in, out]} kernels, as TensorFlow and ONNX keep them, into {@code [out, in]} weights. */
final class Transposed {

	/** Columns moved together, so that reads and writes stay in the cache. */
	private static final int TILE = 32;

	private Transposed() {
	}

	static FloatTensor of(FloatTensor kernel) {
		int rows = (int) kernel.shape()[0];
		int columns = (int) kernel.shape()[1];
		FloatBuffer source = kernel.data();
		float[] target = new float[rows * columns];
		for (int tile = 0; tile < columns; tile += TILE) {
			int end = Math.min(columns, tile + TILE);
			for (int row = 0; row < rows; row++) {
				for (int column = tile; column < end; column++) {
					target[column * rows + row] = source.get(source.position() + row * columns + column);
				}
			}
		}
		return FloatTensor.of(target, columns, rows);
	}

}
