package io.mtdnn.jobs;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.springframework.context.event.EventListener;

/** Remembers which jobs have ended, as another module would hear it. */
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
