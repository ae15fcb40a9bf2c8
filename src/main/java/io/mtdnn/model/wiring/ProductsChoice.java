package io.mtdnn.model.wiring;

import io.mtdnn.model.torch.runtime.TorchRuntime.Products;
import org.jspecify.annotations.Nullable;

/** The ways in which a node chooses its method of multiplying matrices in 32 bits. */
enum ProductsChoice {

	/** The faster method, measured once and stored. */
	MEASURED(null),

	/** oneDNN, but libtorch's default library for the gradients of weights. */
	MIXED(Products.MIXED),

	/** oneDNN. */
	ONE_DNN(Products.ONE_DNN);

	private final @Nullable Products products;

	ProductsChoice(@Nullable Products products) {
		this.products = products;
	}

	/** The chosen method; null if it is to be measured. */
	@Nullable Products products() {
		return this.products;
	}

}
