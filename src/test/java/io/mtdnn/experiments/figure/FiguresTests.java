package io.mtdnn.experiments.figure;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.stream.IntStream;

import io.mtdnn.experiments.figure.Figure.Line;
import io.mtdnn.jobs.JobMetrics;
import io.mtdnn.jobs.JobMetrics.TrainingPoint;
import io.mtdnn.jobs.JobStatus;
import io.mtdnn.jobs.Jobs;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class FiguresTests {

	@Test
	void theLearningCurveOfALongRunIsTheMeanOfAllLosses() {
		// nine losses of 1 and one of 11 in every ten steps
		List<TrainingPoint> steps = IntStream.rangeClosed(1, 5000)
			.mapToObj((step) -> new TrainingPoint(step, 1, "qa", (step % 10 == 0) ? 11 : 1, 1e-5, 10))
			.toList();
		Line line = RunFigures.losses("arm", List.of(Figures.points(jobs(steps), "job", "qa")));
		assertThat(line.y()).hasSize(25).containsOnly(2.0);
	}

	/** A run whose history is thinned to the lowest and the highest loss of ten steps. */
	private static Jobs jobs(List<TrainingPoint> steps) {
		return (Jobs) Proxy.newProxyInstance(Jobs.class.getClassLoader(), new Class<?>[] { Jobs.class },
				(proxy, method, arguments) -> {
					if (method.isDefault()) {
						return InvocationHandler.invokeDefault(proxy, method, arguments);
					}
					if (!method.getName().equals("metrics")) {
						throw new UnsupportedOperationException(method.getName());
					}
					boolean all = arguments[1].equals(0);
					return new JobMetrics("job", JobStatus.SUCCEEDED,
							all ? steps : steps.stream().filter((point) -> point.step() % 10 < 2).toList(), List.of(),
							List.of(), List.of(), List.of(), List.of(), null);
				});
	}

}
