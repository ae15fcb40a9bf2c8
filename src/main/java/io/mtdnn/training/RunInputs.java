package io.mtdnn.training;

import java.util.Map;

/**
 * The hashes (SHA-256, hexadecimal) of a run's data and encoder. Two runs of the same
 * plan are equivalent only if these are equal.
 *
 * @param data hash of each dataset file by dataset and split ({@code squad-v2/train})
 * @param encoder hash of each file of the encoder by file name; empty in jobs of earlier
 * versions
 */
public record RunInputs(Map<String, String> data, Map<String, String> encoder) {

	public RunInputs {
		data = (data != null) ? Map.copyOf(data) : Map.of();
		encoder = (encoder != null) ? Map.copyOf(encoder) : Map.of();
	}

}
