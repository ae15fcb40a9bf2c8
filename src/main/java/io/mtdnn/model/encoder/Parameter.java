package io.mtdnn.model.encoder;

/**
 * A parameter's name and shape.
 *
 * @param name Hugging Face name
 * @param shape sizes per dimension
 */
public record Parameter(String name, long[] shape) {

}
