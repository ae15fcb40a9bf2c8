package io.mtdnn.serving;

/** A model needs more memory than there is for all models. */
public class ModelTooLargeException extends RuntimeException {

	public ModelTooLargeException(String model, long size, long limit) {
		super("Model '%s' requires %d MB, but mtdnn.serving.model-memory is %d MB.".formatted(model, size >> 20,
				limit >> 20));
	}

}
