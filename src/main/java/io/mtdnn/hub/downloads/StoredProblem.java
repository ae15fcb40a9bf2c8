package io.mtdnn.hub.downloads;

import io.mtdnn.web.ProblemType;

/**
 * Why a download has failed, in {@code problem.json}.
 *
 * @param id that of the download
 */
record StoredProblem(String id, ProblemType type, String message) {

}
