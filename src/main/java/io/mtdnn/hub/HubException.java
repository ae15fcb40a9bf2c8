package io.mtdnn.hub;

import io.mtdnn.web.ProblemType;
import org.jspecify.annotations.Nullable;

/** Thrown when something cannot be downloaded; the message is for callers. */
@SuppressWarnings("serial")
public class HubException extends RuntimeException {

	private final ProblemType type;

	private final @Nullable String field;

	public HubException(ProblemType type, String message) {
		this(type, message, null, null);
	}

	/**
	 * @param field the field of the request at fault; null for none
	 */
	public HubException(ProblemType type, String message, @Nullable String field, @Nullable Throwable cause) {
		super(message, cause);
		this.type = type;
		this.field = field;
	}

	/**
	 * A download that is impossible, because the hub does not have it or it is not
	 * allowed or supported.
	 */
	public static HubException impossible(String message, @Nullable String field) {
		return new HubException(ProblemType.DOWNLOAD_IMPOSSIBLE, message, field, null);
	}

	/** The hub contradicts itself or breaks its protocol. */
	public static HubException untrusted(String message) {
		return new HubException(ProblemType.HUB_UNTRUSTED, message);
	}

	/** The hub cannot be reached, or rejects requests for now. */
	public static HubException unavailable(String message, @Nullable Throwable cause) {
		return new HubException(ProblemType.HUB_UNAVAILABLE, message, null, cause);
	}

	public ProblemType type() {
		return this.type;
	}

	public @Nullable String field() {
		return this.field;
	}

}
