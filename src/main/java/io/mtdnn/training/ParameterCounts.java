package io.mtdnn.training;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The number of parameters of a model. All of them are trained.
 *
 * @param encoder parameters of the encoder: embeddings and layers
 * @param heads parameters of each head by its name; tasks can share a head
 * @param total their sum
 */
public record ParameterCounts(long encoder, Map<String, Long> heads, long total) {

	public ParameterCounts {
		heads = Collections.unmodifiableMap(new LinkedHashMap<>(heads));
	}

	/** The counts of an encoder with heads. */
	public static ParameterCounts of(long encoder, Map<String, Long> heads) {
		return new ParameterCounts(encoder, heads, encoder + heads.values().stream().mapToLong(Long::longValue).sum());
	}

}
