package io.mtdnn.pretrained;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * An encoder in a list.
 *
 * @param name what a job calls it
 * @param source where it comes from
 * @param fetch the command that fetches its archive; null when it is at hand
 */
public record EncoderListing(String name, Source source, @JsonInclude(JsonInclude.Include.NON_NULL) String fetch) {

	/** Where an encoder comes from. */
	public enum Source {

		/** A Hugging Face directory in the folder of the encoders. */
		@JsonProperty("folder")
		FOLDER,

		/** The archive of a shipped encoder, which the first job converts. */
		@JsonProperty("archive")
		ARCHIVE,

		/** A shipped encoder whose archive is not there yet: no job can use it before. */
		@JsonProperty("not-fetched")
		NOT_FETCHED

	}

}
