package io.mtdnn.replays.run;

import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.mtdnn.replays.capsule.ReplayedRun;
import io.mtdnn.replays.capsule.ReplayedRun.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * The current state of a replay.
 *
 * @param name name of the job or experiment that it repeats
 * @param verdict different if any run is; equal if all are
 * @param runs its runs
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Replay(String id, @Nullable String name, Instant createdAt, Verdict verdict, List<ReplayedRun> runs) {

	static Verdict verdict(List<ReplayedRun> runs) {
		for (Verdict verdict : List.of(Verdict.DIFFERENT, Verdict.OPEN, Verdict.FAILED)) {
			if (runs.stream().anyMatch((run) -> run.verdict() == verdict)) {
				return verdict;
			}
		}
		return Verdict.EQUAL;
	}

}
