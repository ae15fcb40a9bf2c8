package io.mtdnn.pretrained.web;

import java.util.Map;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.mtdnn.pretrained.EncoderListing;
import org.jspecify.annotations.Nullable;

/**
 * An encoder with the hashes that identify it.
 *
 * @param listing its entry in the list
 * @param contentHash SHA-256 over the hashes of its files, which is part of a run's
 * identity; null if no job can start from it
 * @param files SHA-256 of each file by name; null if no job can start from it
 */
record EncoderDetails(@JsonUnwrapped EncoderListing listing,
		@JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String contentHash,
		@JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Map<String, String> files) {

}
