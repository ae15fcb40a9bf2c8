package io.mtdnn.web;

import java.net.URI;
import java.util.Locale;

import org.springframework.http.HttpStatusCode;

/**
 * All types of problems that the service reports, each with its status and title;
 * docs/reference/errors.md lists them. Self-explanatory statuses, such as 405, have no
 * type ({@link Problems#plain}).
 * <p>
 * A request is rejected with <b>400</b> if it is invalid regardless of the service's data
 * and models. It is rejected with <b>422</b> if it is well-formed but cannot be carried
 * out: a plan with invalid values, or a request that does not match its model.
 */
public enum ProblemType {

	/**
	 * Malformed or out of range regardless of the service's data: not JSON, an unknown
	 * field, a wrong type, a value out of range.
	 */
	INVALID_REQUEST(400, "Invalid request"),

	/** No key, or one that is unknown, revoked or expired. */
	NOT_AUTHENTICATED(401, "Not authenticated"),

	/** The key lacks the scope, or the call is from a page of another site. */
	NOT_ALLOWED(403, "Not allowed"),

	/** No job has that id. */
	JOB_NOT_FOUND(404, "Job not found"),

	/** No model has that alias, id or name. */
	MODEL_NOT_FOUND(404, "Model not found"),

	/** No experiment has that id. */
	EXPERIMENT_NOT_FOUND(404, "Experiment not found"),

	/** No replay has that id. */
	REPLAY_NOT_FOUND(404, "Replay not found"),

	/** No alias has that name. */
	ALIAS_NOT_FOUND(404, "Alias not found"),

	/** No key has that id. */
	KEY_NOT_FOUND(404, "Key not found"),

	/** No dataset has that name. */
	DATASET_NOT_FOUND(404, "Dataset not found"),

	/** No encoder has that name, or no download is under way. */
	ENCODER_NOT_FOUND(404, "Encoder not found"),

	/** The body arrives too slowly. */
	BODY_TOO_SLOW(408, "Request body too slow"),

	/** The job's state does not allow the operation. */
	JOB_STATE_CONFLICT(409, "Job in another state"),

	/** A request with the same idempotency key is being processed. */
	REQUEST_IN_FLIGHT(409, "Request in flight"),

	/** Aliases point to the model that is to be deleted. */
	MODEL_IN_USE(409, "Model in use"),

	/** The alias was not moved, because the files of its new model are damaged. */
	ALIAS_NOT_MOVED(409, "Alias not moved"),

	/**
	 * The request contains no model, and the default alias points to no suitable model.
	 */
	NO_DEFAULT_MODEL(409, "No default model"),

	/** The experiment's state does not allow the operation. */
	EXPERIMENT_STATE_CONFLICT(409, "Experiment in another state"),

	/** Results that the request requires do not exist (yet). */
	RESULTS_MISSING(409, "Results missing"),

	/**
	 * The name of the dataset is taken, or a job uses or has used the dataset in its
	 * present form.
	 */
	DATASET_CONFLICT(409, "Dataset conflict"),

	/** The name is taken by something other than the requested download. */
	DOWNLOAD_CONFLICT(409, "Download conflict"),

	/** The body is too large. */
	BODY_TOO_LARGE(413, "Request body too large"),

	/** A text, or a list of texts, exceeds its limit. */
	TEXT_TOO_LARGE(413, "Text too large"),

	/** A plan with invalid or inconsistent values. */
	INVALID_PLAN(422, "Invalid training plan"),

	/** An experiment with invalid axes or plans. */
	INVALID_EXPERIMENT(422, "Invalid experiment"),

	/** A capsule that is damaged, or cannot be repeated here. */
	INVALID_CAPSULE(422, "Invalid capsule"),

	/** A dataset file that is malformed, or cannot be shown as asked. */
	INVALID_DATASET(422, "Invalid dataset"),

	/**
	 * A repository that does not exist, must not or cannot be used, or is too large; or
	 * downloads are disabled.
	 */
	DOWNLOAD_IMPOSSIBLE(422, "Download impossible"),

	/** A model that cannot be imported, or does not fit its dataset. */
	INVALID_MODEL(422, "Model cannot be imported"),

	/** A request that does not match its model. */
	MODEL_MISMATCH(422, "Request does not fit the model"),

	/** An idempotency key that was used with a different body. */
	IDEMPOTENCY_KEY_REUSED(422, "Idempotency key reused"),

	/** The key has exceeded its rate limit. */
	TOO_MANY_REQUESTS(429, "Too many requests"),

	/**
	 * The caller has disconnected; only access logs show this. The status is that of
	 * nginx.
	 */
	CALLER_GONE(499, "Caller gone"),

	/** A fault of the service; its log contains the cause. */
	INTERNAL_ERROR(500, "Internal error"),

	/** Files of the model are missing or have changed. */
	MODEL_DAMAGED(500, "Model files damaged"),

	/** The model failed; the log contains the cause. */
	MODEL_FAILED(500, "Model failed"),

	/**
	 * The hub contradicts itself or redirects to a host that is not allowed; nothing that
	 * it sent is used.
	 */
	HUB_UNTRUSTED(502, "Hub not trusted"),

	/** Too many requests, bodies or questions at a time. */
	BUSY(503, "Service busy"),

	/** The queue of jobs is full. */
	QUEUE_FULL(503, "Queue full"),

	/** Too many event streams are open. */
	TOO_MANY_STREAMS(503, "Too many streams"),

	/** The database is unavailable or cannot store anything. */
	DATABASE_UNAVAILABLE(503, "Database unavailable"),

	/** The database that holds the keys is unavailable. */
	KEYS_UNAVAILABLE(503, "Keys unavailable"),

	/** The token issuer currently publishes no keys. */
	ISSUER_UNAVAILABLE(503, "Token issuer unavailable"),

	/** The files of the model are currently unavailable. */
	MODEL_UNAVAILABLE(503, "Model files unavailable"),

	/** The hub cannot be reached or is temporarily unavailable. */
	HUB_UNAVAILABLE(503, "Hub unavailable"),

	/** No response within the time limit of the request. */
	DEADLINE_EXCEEDED(504, "Deadline exceeded"),

	/** The model is larger than the memory for all models. */
	MODEL_TOO_LARGE(507, "Model too large"),

	/** Less disk space is free than the reserve. */
	NO_SPACE(507, "No disk space");

	private final HttpStatusCode status;

	private final String title;

	ProblemType(int status, String title) {
		this.status = HttpStatusCode.valueOf(status);
		this.title = title;
	}

	/** The status of every problem of this type. */
	public HttpStatusCode status() {
		return this.status;
	}

	/** The title of every problem of this type. */
	public String title() {
		return this.title;
	}

	/**
	 * The {@code type} member of such problems, as RFC 9457 requires: the same for every
	 * occurrence. A relative reference that is an identifier and cannot be fetched.
	 */
	public URI uri() {
		return URI.create("/problems/" + name().toLowerCase(Locale.ROOT).replace('_', '-'));
	}

}
