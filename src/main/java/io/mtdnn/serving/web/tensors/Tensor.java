package io.mtdnn.serving.web.tensors;

import java.util.List;
import java.util.function.Function;

import io.mtdnn.serving.web.tensors.Tensors.Output;

/** An input or output in a model's metadata. In a shape, -1 stands for any number. */
public record Tensor(String name, String datatype, List<Integer> shape) {

	/** A list of texts. */
	public static Tensor texts(String name) {
		return of(name, Tensors.TEXT);
	}

	/** A list of 64-bit floating-point numbers. */
	public static Tensor numbers(String name) {
		return of(name, "FP64");
	}

	/** A list of 32-bit whole numbers. */
	public static Tensor integers(String name) {
		return of(name, "INT32");
	}

	private static Tensor of(String name, String datatype) {
		return new Tensor(name, datatype, List.of(-1));
	}

	/** An output of this tensor with a value of each item. */
	public <T> Output of(List<T> items, Function<T, ?> value) {
		return new Output(this.name, this.datatype, List.of(items.size()), items.stream().map(value).toList());
	}

}
