package io.mtdnn.jobs;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

import io.mtdnn.training.RunFollower;
import io.mtdnn.training.TrainingEvent;

/** Records how the attempts of each job ended. */
public final class FollowedEnds implements RunFollower {

	private final Map<String, List<String>> ends = new ConcurrentHashMap<>();

	/** Numbers of ended attempts with their ends. */
	public List<String> of(String jobId) {
		return List.copyOf(this.ends.getOrDefault(jobId, List.of()));
	}

	@Override
	public Following follow(FollowedRun run) {
		return new Following() {

			@Override
			public void on(TrainingEvent event) {
				// only ends count
			}

			@Override
			public void ended(End end) {
				FollowedEnds.this.ends.computeIfAbsent(run.id(), (id) -> new CopyOnWriteArrayList<>())
					.add(run.attempt() + " " + end);
			}

		};
	}

}
