package io.mtdnn.jobs.run;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

import io.mtdnn.jobs.AttemptOutcome;
import io.mtdnn.jobs.claims.Claim;
import io.mtdnn.training.RunFollower;
import io.mtdnn.training.RunFollower.End;
import io.mtdnn.training.RunFollower.FollowedRun;
import io.mtdnn.training.RunFollower.Following;
import io.mtdnn.training.TrainingListener;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Notifies the followers of runs; their failures never affect a run. */
@Component
class RunFollowers {

	private static final Logger logger = LoggerFactory.getLogger(RunFollowers.class);

	private final List<RunFollower> followers;

	private final Map<String, List<Following>> runs = new ConcurrentHashMap<>();

	RunFollowers(ObjectProvider<RunFollower> followers) {
		this.followers = followers.orderedStream().toList();
	}

	/** Begins an attempt; the result receives its events. */
	TrainingListener begin(Claim claim) {
		FollowedRun run = new FollowedRun(claim.jobId(), claim.attempt(), claim.name(), claim.plan());
		List<Following> following = this.followers.stream()
			.flatMap((follower) -> Stream.ofNullable(follow(follower, run)))
			.toList();
		this.runs.put(run.id(), following);
		return (event) -> each(following, (one) -> one.on(event));
	}

	private static @Nullable Following follow(RunFollower follower, FollowedRun run) {
		try {
			return follower.follow(run);
		}
		catch (RuntimeException ex) {
			logger.warn("{} cannot follow job {}", follower.getClass().getSimpleName(), run.id(), ex);
			return null;
		}
	}

	/** Ends the attempt of a job, if one was begun here. */
	void ended(String jobId, AttemptOutcome outcome) {
		List<Following> following = this.runs.remove(jobId);
		if (following != null) {
			End end = switch (outcome) {
				case SUCCEEDED -> End.FINISHED;
				case FAILED -> End.FAILED;
				case CANCELLED -> End.CANCELLED;
				default -> End.INTERRUPTED;
			};
			each(following, (one) -> one.ended(end));
		}
	}

	private static void each(List<Following> following, Consumer<Following> action) {
		for (Following one : following) {
			try {
				action.accept(one);
			}
			catch (RuntimeException ex) {
				logger.debug("A run's follower failed", ex);
			}
		}
	}

}
