package io.mtdnn.web;

import java.net.URI;
import java.util.Locale;

import org.springframework.http.HttpStatusCode;

/**
 * Every kind of problem that the service reports, with its one status and its one title;
 * docs/reference/errors.md lists them. Statuses that stand for themselves, such as 405,
 * have no type ({@link Problems#plain}).
 * <p>
 * A request is <b>400</b> when it is wrong in itself, whatever data and models the
 * service has. It is <b>422</b> when it is well-formed, but cannot be carried out: a plan
 * whose values do not work, or a request that does not fit the model it names.
 */
public enum ProblemType {

	/**
	 * Malformed or out of bounds, whatever the service holds: not JSON, an unknown field,
	 * a wrong type, a value beyond its bounds.
	 */
	INVALID_REQUEST(400, "Invalid request"),

	/** No key, or one that is unknown, revoked or expired. */
	NOT_AUTHENTICATED(401, "Not authenticated"),

	/** The key lacks the scope, or a page of another site calls. */
	NOT_ALLOWED(403, "Not allowed"),

	/** No job has that id. */
	JOB_NOT_FOUND(404, "Job not found"),

	/** No model has that alias, id or name. */
	MODEL_NOT_FOUND(404, "Model not found"),

	/** No experiment has that id. */
	EXPERIMENT_NOT_FOUND(404, "Experiment not found"),

	/** No alias has that name. */
	ALIAS_NOT_FOUND(404, "Alias not found"),

	/** No key has that id. */
	KEY_NOT_FOUND(404, "Key not found"),

	/** No dataset has that name. */
	DATASET_NOT_FOUND(404, "Dataset not found"),

	/** The body arrives more slowly than a body may. */
	BODY_TOO_SLOW(408, "Request body too slow"),

	/** The job is not in a state in which it could do that. */
	JOB_STATE_CONFLICT(409, "Job in another state"),

	/** A request with the same idempotency key is being worked on. */
	REQUEST_IN_FLIGHT(409, "Request in flight"),

	/** Aliases point to the model that is to be deleted. */
	MODEL_IN_USE(409, "Model in use"),

	/** The alias was not moved, because the files of its new model are damaged. */
	ALIAS_NOT_MOVED(409, "Alias not moved"),

	/**
	 * The request names no model, and the default alias points to none that could answer.
	 */
	NO_DEFAULT_MODEL(409, "No default model"),

	/** The experiment is not in a state in which it could do that. */
	EXPERIMENT_STATE_CONFLICT(409, "Experiment in another state"),

	/** Results that the request needs are not there, or not yet there. */
	RESULTS_MISSING(409, "Results missing"),

	/**
	 * The name of the dataset is taken, or a job reads it, or has read it, as it is.
	 */
	DATASET_CONFLICT(409, "Dataset conflict"),

	/** More bytes than a body may have. */
	BODY_TOO_LARGE(413, "Request body too large"),

	/** A text, or a list of them, beyond its limit. */
	TEXT_TOO_LARGE(413, "Text too large"),

	/** A plan whose values do not work, alone, together, or with what they name. */
	INVALID_PLAN(422, "Invalid training plan"),

	/** An experiment whose axes or plans do not work. */
	INVALID_EXPERIMENT(422, "Invalid experiment"),

	/** A dataset file that is malformed, or cannot be shown as asked. */
	INVALID_DATASET(422, "Invalid dataset"),

	/** A request that does not fit the model that it names. */
	MODEL_MISMATCH(422, "Request does not fit the model"),

	/** An idempotency key that was used with another body. */
	IDEMPOTENCY_KEY_REUSED(422, "Idempotency key reused"),

	/** More requests than the key may send. */
	TOO_MANY_REQUESTS(429, "Too many requests"),

	/**
	 * The caller has left; only access logs show it. The number is that of nginx.
	 */
	CALLER_GONE(499, "Caller gone"),

	/** A fault of the service; its log has the cause. */
	INTERNAL_ERROR(500, "Internal error"),

	/** Files of the model are missing or have changed. */
	MODEL_DAMAGED(500, "Model files damaged"),

	/** The model could not answer; the log has the cause. */
	MODEL_FAILED(500, "Model failed"),

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

	/** The token issuer publishes no keys at the moment. */
	ISSUER_UNAVAILABLE(503, "Token issuer unavailable"),

	/** The files of the model cannot be read at the moment. */
	MODEL_UNAVAILABLE(503, "Model files unavailable"),

	/** No answer within the time that the request allows. */
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

	/** The status of every such problem. */
	public HttpStatusCode status() {
		return this.status;
	}

	/** The title of every such problem. */
	public String title() {
		return this.title;
	}

	/**
	 * The {@code type} member of such problems, as RFC 9457 wants it: the same for every
	 * occurrence. A relative reference that is an identifier and cannot be fetched.
	 */
	public URI uri() {
		return URI.create("/problems/" + name().toLowerCase(Locale.ROOT).replace('_', '-'));
	}

}
