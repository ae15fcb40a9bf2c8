package io.mtdnn.registry;

import io.mtdnn.web.ProblemType;
import io.mtdnn.web.Problems;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ProblemDetail;

/**
 * Creates problem documents for errors of models, for every module that uses the
 * registry.
 */
public final class ModelProblems {

	/** Seconds after which to retry if a model's files cannot be read. */
	public static final String RETRY_AFTER = "5";

	private ModelProblems() {
	}

	/** The model does not exist. */
	public static ProblemDetail notFound(ModelNotFoundException ex) {
		return Problems.of(ProblemType.MODEL_NOT_FOUND, ex.getMessage(), "model");
	}

	/** The request does not fit the model. */
	public static ProblemDetail mismatch(ModelMismatchException ex) {
		return Problems.of(ProblemType.MODEL_MISMATCH, ex.getMessage(), ex.field());
	}

	/** Its files are currently unavailable. */
	public static ProblemDetail unavailable(ModelUnavailableException ex) {
		return Problems.of(ProblemType.MODEL_UNAVAILABLE, ex.getMessage(), null);
	}

	/** Its files are damaged. */
	public static ProblemDetail damaged(ModelDamagedException ex) {
		return damaged(ProblemType.MODEL_DAMAGED, ex.getMessage(), ex);
	}

	/** An alias was not moved to it, because its files are damaged. */
	public static ProblemDetail refused(AliasRefusedException ex) {
		return damaged(ProblemType.ALIAS_NOT_MOVED, ex.getMessage(), ex.damage());
	}

	private static ProblemDetail damaged(ProblemType type, @Nullable String detail, ModelDamagedException damage) {
		ProblemDetail problem = Problems.of(type, detail, null);
		problem.setProperty("model", damage.model());
		if (damage.file() != null) {
			problem.setProperty("file", damage.file());
		}
		return problem;
	}

	/** Aliases point to it. */
	public static ProblemDetail inUse(ModelInUseException ex) {
		ProblemDetail problem = Problems.of(ProblemType.MODEL_IN_USE, ex.getMessage(), "model");
		problem.setProperty("aliases", ex.aliases());
		return problem;
	}

}
