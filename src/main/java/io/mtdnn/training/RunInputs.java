package io.mtdnn.training;

import java.util.Map;

/**
 * What a run reads beside its plan, as SHA-256 (hexadecimal). Two runs of one plan are
 * the same run only when these are equal.
 *
 * @param data of each dataset file, by dataset and split ({@code squad-v2/train})
 * @param encoder of each file of the encoder, by file name; empty in jobs of versions
 * that did not record it
 */
public record RunInputs(Map<String, String> data, Map<String, String> encoder) {

	public RunInputs {
		data = (data != null) ? Map.copyOf(data) : Map.of();
		encoder = (encoder != null) ? Map.copyOf(encoder) : Map.of();
	}

}
