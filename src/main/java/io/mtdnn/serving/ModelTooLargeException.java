package io.mtdnn.serving;

/** Thrown if a model needs more than the total memory for models. */
public class ModelTooLargeException extends RuntimeException {

	public ModelTooLargeException(String model, long size, long limit) {
		super("Model '%s' requires %d MB, but mtdnn.serving.model-memory is %d MB.".formatted(model, size >> 20,
				limit >> 20));
	}

}
