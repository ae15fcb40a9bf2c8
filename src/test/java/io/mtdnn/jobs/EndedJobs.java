package io.mtdnn.jobs;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.springframework.context.event.EventListener;

/** Collects the jobs that have ended, from the events that other modules receive. */
public class EndedJobs {

	private final List<JobEnded> heard = new CopyOnWriteArrayList<>();

	@EventListener
	void on(JobEnded ended) {
		this.heard.add(ended);
	}

	public List<JobEnded> heard() {
		return List.copyOf(this.heard);
	}

}
