package io.mtdnn.model.wiring;

import io.mtdnn.model.torch.runtime.TorchRuntime.Products;
import org.jspecify.annotations.Nullable;

/** How a node chooses its method of multiplying matrices in 32 bits. */
enum ProductsChoice {

	/** The faster one, measured once and stored. */
	MEASURED(null),

	/** oneDNN, but libtorch's default library for the gradients of weights. */
	MIXED(Products.MIXED),

	/** oneDNN. */
	ONE_DNN(Products.ONE_DNN);

	private final @Nullable Products products;

	ProductsChoice(@Nullable Products products) {
		this.products = products;
	}

	/** The fixed method; null if it is measured. */
	@Nullable Products products() {
		return this.products;
	}

}
