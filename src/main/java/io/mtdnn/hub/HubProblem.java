package io.mtdnn.hub;

import io.mtdnn.web.ProblemType;

/**
 * Why a download has failed: a problem document (RFC 9457).
 *
 * @param type URI of the problem type, such as {@code /problems/hub-unavailable}
 * @param title title shared by all problems of that type
 * @param status HTTP status of that type
 * @param detail the reason
 */
public record HubProblem(String type, String title, int status, String detail) {

	/** A problem with its reason. */
	public static HubProblem of(ProblemType type, String detail) {
		return new HubProblem(type.uri().toString(), type.title(), type.status().value(), detail);
	}

}
