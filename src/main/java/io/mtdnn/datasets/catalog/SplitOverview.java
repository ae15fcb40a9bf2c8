package io.mtdnn.datasets.catalog;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * An overview of a split.
 *
 * @param file its file; null when none was found
 * @param bytes size of the stored file; null if none was found
 * @param rows its examples; null when it was not read yet, or cannot be
 * @param fault why it cannot be read; null when it can, or was not read yet
 * @param rejected faults of malformed rows, at most 100
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SplitOverview(@Nullable String file, @Nullable Long bytes, @Nullable Integer rows, @Nullable String fault,
		List<String> rejected) {

}
