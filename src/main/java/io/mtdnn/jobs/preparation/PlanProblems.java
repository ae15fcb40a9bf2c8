package io.mtdnn.jobs.preparation;

import java.util.List;

import io.mtdnn.files.FullDisk;
import io.mtdnn.jobs.JobProblem;
import io.mtdnn.plan.InvalidPlanException;
import io.mtdnn.task.Fault;
import io.mtdnn.training.FailureKind;
import io.mtdnn.web.ProblemType;
import io.mtdnn.web.Problems;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ProblemDetail;

/** Creates the problem document of a job that cannot be prepared. */
public final class PlanProblems {

	private PlanProblems() {
	}

	/** The problem document for an invalid plan. */
	public static ProblemDetail of(InvalidPlanException ex) {
		return Problems.ofAll(ProblemType.INVALID_PLAN, ex.faults());
	}

	/** The problem stored with a job whose preparation failed. */
	static JobProblem on(Throwable failure) {
		if (failure instanceof InvalidPlanException ex) {
			boolean listed = ex.field() != null || ex.faults().size() > 1;
			return on(of(ex), ex.field(), listed ? ex.faults().stream().limit(Problems.LISTED).toList() : null);
		}
		ProblemType type = (kind(failure) == FailureKind.CAPACITY) ? ProblemType.NO_SPACE : ProblemType.INTERNAL_ERROR;
		return failed(type, String.valueOf(failure.getMessage()));
	}

	static JobProblem failed(ProblemType type, String detail) {
		return on(Problems.of(type, detail, null), null, null);
	}

	private static JobProblem on(ProblemDetail problem, @Nullable String field, @Nullable List<Fault> errors) {
		return new JobProblem(String.valueOf(problem.getType()), problem.getTitle(), problem.getStatus(),
				problem.getDetail(), field, errors);
	}

	static FailureKind kind(Throwable failure) {
		return (failure instanceof InvalidPlanException) ? FailureKind.USER
				: FullDisk.caused(failure) ? FailureKind.CAPACITY : FailureKind.INTERNAL;
	}

}
