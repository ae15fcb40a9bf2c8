package io.mtdnn.jobs;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.mtdnn.task.Fault;

/**
 * Why a job could not be prepared: the problem document (RFC 9457) that the response to
 * its submission would have had.
 *
 * @param type kind of the problem, such as {@code /problems/invalid-plan}
 * @param title of all problems of that kind
 * @param status HTTP status
 * @param field JSON path of the first field at fault; absent for the plan as a whole
 * @param errors all faults; absent when {@code detail} says it all
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record JobProblem(String type, String title, int status, String detail, String field,
		@JsonInclude(content = JsonInclude.Include.NON_NULL) List<Fault> errors) {

}
