package io.mtdnn.registry;

import io.mtdnn.web.Problems;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;

/** Errors of models as problem details, for every module that asks the registry. */
public final class ModelProblems {

	/** Seconds after which to ask again for a model whose files cannot be read. */
	public static final String RETRY_AFTER = "5";

	private ModelProblems() {
	}

	/** There is no such model. */
	public static ProblemDetail notFound(ModelNotFoundException ex) {
		return Problems.of(HttpStatus.NOT_FOUND, "Model not found", ex.getMessage(), "model");
	}

	/** Its files cannot be read at the moment. */
	public static ProblemDetail unavailable(ModelUnavailableException ex) {
		return Problems.of(HttpStatus.SERVICE_UNAVAILABLE, "The model's files cannot be read", ex.getMessage(), null);
	}

	/** Its files are damaged. */
	public static ProblemDetail damaged(ModelDamagedException ex) {
		return damaged(HttpStatus.INTERNAL_SERVER_ERROR, ex.getMessage(), ex);
	}

	/** An alias was not moved to it, as its files are damaged. */
	public static ProblemDetail refused(AliasRefusedException ex) {
		return damaged(HttpStatus.CONFLICT, ex.getMessage(), ex.damage());
	}

	private static ProblemDetail damaged(HttpStatus status, String detail, ModelDamagedException damage) {
		ProblemDetail problem = Problems.of(status, "The model's files are damaged", detail, null);
		problem.setProperty("model", damage.model());
		if (damage.file() != null) {
			problem.setProperty("file", damage.file());
		}
		return problem;
	}

	/** Aliases point to it. */
	public static ProblemDetail inUse(ModelInUseException ex) {
		ProblemDetail problem = Problems.of(HttpStatus.CONFLICT, "Model in use", ex.getMessage(), "model");
		problem.setProperty("aliases", ex.aliases());
		return problem;
	}

}
