package io.mtdnn.hub.client;

import io.mtdnn.hub.HubException;
import io.mtdnn.hub.HubReference;
import io.mtdnn.task.Excerpt;
import org.jspecify.annotations.Nullable;

/** Explains error responses of the hub, by status and {@code X-Error-Code}. */
final class HubErrors {

	private static final int OK = 200;

	private static final int PARTIAL = 206;

	private HubErrors() {
	}

	/** Whether the same request may succeed later. */
	static boolean temporary(int status) {
		return status == 408 || status == 429 || status >= 500;
	}

	/**
	 * Rejects every response that is not the content.
	 * @param what description of the request
	 */
	static void check(HubResponse response, HubReference reference, String what) {
		int status = response.status();
		if (status == OK || status == PARTIAL) {
			return;
		}
		if (temporary(status)) {
			throw HubException.unavailable("The hub responded to " + what + " with status " + status, null);
		}
		throw refused(status, String.valueOf(response.header("X-Error-Code")), response.header("X-Error-Message"),
				reference, what);
	}

	private static HubException refused(int status, String code, @Nullable String message, HubReference reference,
			String what) {
		String repository = reference.repository();
		String revision = Excerpt.of(reference.revision());
		return switch (code) {
			case "RepoNotFound" -> repositoryUnknown(repository);
			case "RevisionNotFound" -> HubException
				.impossible("The repository " + repository + " has no revision '" + revision + "'", "revision");
			case "EntryNotFound" ->
				HubException.untrusted("The hub lists files that it does not have: no content for " + what);
			case "GatedRepo" -> HubException.impossible("The repository " + repository
					+ " is gated: accept its terms on the hub, and set mtdnn.hub.token to a token of that account",
					"hub");
			default -> switch (status) {
				case 401, 404 -> repositoryUnknown(repository);
				case 403 -> HubException.impossible("The hub forbids access to " + repository, "hub");
				default -> HubException.untrusted("The hub responded to " + what + " with status " + status
						+ ((message != null) ? ": " + Excerpt.of(message) : ""));
			};
		};
	}

	/** The hub does not distinguish a private repository from one that does not exist. */
	private static HubException repositoryUnknown(String repository) {
		return HubException.impossible(
				"The hub has no repository " + repository + ", or it is private and mtdnn.hub.token does not open it",
				"hub");
	}

}
