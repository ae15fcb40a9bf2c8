package io.mtdnn.jobs.rows;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

import io.mtdnn.plan.TrainingPlan;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OrderColumn;
import org.jspecify.annotations.Nullable;

/** The plan of a job, and what jobs are searched for by it. */
@Embeddable
public class JobPlan {

	private String plan;

	/** Read by queries; null in jobs of earlier versions. */
	@SuppressWarnings("unused")
	private @Nullable String planHash;

	/** Read by queries. */
	@SuppressWarnings("unused")
	private String encoder;

	@ElementCollection
	@CollectionTable(name = "job_dataset", joinColumns = @JoinColumn(name = "job_id"))
	@OrderColumn(name = "position")
	@Column(name = "dataset")
	private List<String> datasets = new ArrayList<>();

	@SuppressWarnings("NullAway.Init")
	protected JobPlan() {
	}

	JobPlan(TrainingPlan plan, String json) {
		this.plan = json;
		this.planHash = PlanDocument.hash(plan);
		this.encoder = plan.encoder();
		plan.tasks().forEach((task) -> uses(List.of(task.dataset())));
		plan.tasks().stream().filter((task) -> task.evaluateOn() != null).forEach((task) -> uses(task.evaluateOn()));
	}

	/** Adds datasets by which the job is found. */
	void uses(Collection<String> names) {
		names.stream().filter((name) -> !this.datasets.contains(name)).forEach(this.datasets::add);
	}

	/** JSON of the plan. */
	public String json() {
		return this.plan;
	}

}
