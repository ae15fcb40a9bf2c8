package io.mtdnn.jobs;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.mtdnn.task.Fault;
import org.jspecify.annotations.Nullable;

/**
 * Why a job could not be prepared: the problem document (RFC 9457) that a synchronous
 * submission would have returned.
 *
 * @param type URI of the problem type, such as {@code /problems/invalid-plan}
 * @param title title shared by all problems of that type
 * @param status HTTP status
 * @param field JSON path of the first field at fault; absent if the problem concerns the
 * whole plan
 * @param errors all faults; absent if {@code detail} describes the only one
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record JobProblem(String type, @Nullable String title, int status, @Nullable String detail,
		@Nullable String field, @JsonInclude(content = JsonInclude.Include.NON_NULL) @Nullable List<Fault> errors) {

}
