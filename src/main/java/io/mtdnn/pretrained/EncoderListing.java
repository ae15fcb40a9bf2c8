package io.mtdnn.pretrained;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.mtdnn.hub.HubDownload;
import org.jspecify.annotations.Nullable;

/**
 * An encoder in a list.
 *
 * @param name its name for use in jobs
 * @param source where it comes from
 * @param available whether a job can start from it
 * @param reason why no job can start from it; null if one can
 * @param fetch the command that fetches its archive; null if it has been fetched
 * @param hub the repository and commit it was downloaded from; null if it was not
 * @param download its download, under way or failed; null if there is none
 */
public record EncoderListing(String name, Source source, boolean available,
		@JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String reason,
		@JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String fetch,
		@JsonInclude(JsonInclude.Include.NON_NULL) @Nullable EncoderOrigin hub,
		@JsonInclude(JsonInclude.Include.NON_NULL) @Nullable HubDownload download) {

	/**
	 * @param fault why it cannot be used; null if it can
	 */
	public static EncoderListing of(String name, Source source, @Nullable String fault) {
		return new EncoderListing(name, source, fault == null, fault, null, null, null);
	}

	public static EncoderListing notFetched(String name, String fetch) {
		return new EncoderListing(name, Source.NOT_FETCHED, false, "it has not been downloaded", fetch, null, null);
	}

	/** An encoder that is not complete. */
	public static EncoderListing of(HubDownload download) {
		String reason = (download.problem() != null) ? "its download has failed: " + download.problem().detail()
				: "it is being downloaded";
		return new EncoderListing(download.name(), Source.HUB, false, reason, null,
				new EncoderOrigin(download.hub(), download.revision(), download.commit()), download);
	}

	/** The same with its origin. */
	public EncoderListing from(@Nullable EncoderOrigin origin) {
		return new EncoderListing(this.name, this.source, this.available, this.reason, this.fetch, origin,
				this.download);
	}

	/** Where an encoder comes from. */
	public enum Source {

		/** A Hugging Face directory in the folder of the encoders. */
		@JsonProperty("folder")
		FOLDER,

		/** The archive of a shipped encoder, which the first job converts. */
		@JsonProperty("archive")
		ARCHIVE,

		/**
		 * A shipped encoder whose archive has not been fetched yet; until then no job can
		 * use it.
		 */
		@JsonProperty("not-fetched")
		NOT_FETCHED,

		/** A directory that is being downloaded, or could not be. */
		@JsonProperty("hub")
		HUB

	}

}
