package io.mtdnn.jobs.web;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.mtdnn.jobs.Job;
import org.jspecify.annotations.Nullable;

/**
 * A page of jobs, newest first.
 *
 * @param nextCursor cursor of the next page; absent on the last page
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record JobList(List<Job> items, @Nullable String nextCursor) {

}
