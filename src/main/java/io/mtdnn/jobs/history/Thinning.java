package io.mtdnn.jobs.history;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.mtdnn.jobs.JobMetrics.TrainingPoint;

/**
 * Reduces the number of points for charts without hiding spikes: steps are divided into
 * intervals of equal length, and of each interval and task the points of lowest and
 * highest loss are kept.
 */
final class Thinning {

	private Thinning() {
	}

	/**
	 * Thins a series.
	 * @param points in the order of steps
	 * @param most maximum number of points to keep (but at least two per task); 0 for all
	 */
	static List<TrainingPoint> minMax(List<TrainingPoint> points, int most) {
		if (most <= 0 || points.size() <= most) {
			return points;
		}
		int tasks = (int) points.stream().map(TrainingPoint::task).distinct().count();
		int stretches = Math.max(1, most / (2 * tasks));
		int first = points.get(0).step();
		long span = (long) points.get(points.size() - 1).step() - first + 1;
		List<TrainingPoint> kept = new ArrayList<>(most);
		Map<String, Extremes> stretch = new LinkedHashMap<>();
		long current = 0;
		for (TrainingPoint point : points) {
			long index = ((long) point.step() - first) * stretches / span;
			if (index != current) {
				flush(stretch, kept);
				current = index;
			}
			stretch.merge(point.task(), new Extremes(point, point), Extremes::with);
		}
		flush(stretch, kept);
		return kept;
	}

	private static void flush(Map<String, Extremes> stretch, List<TrainingPoint> kept) {
		List<TrainingPoint> points = new ArrayList<>();
		for (Extremes extremes : stretch.values()) {
			points.add(extremes.low());
			if (!extremes.high().equals(extremes.low())) {
				points.add(extremes.high());
			}
		}
		points.sort(Comparator.comparingInt(TrainingPoint::step));
		kept.addAll(points);
		stretch.clear();
	}

	private record Extremes(TrainingPoint low, TrainingPoint high) {

		Extremes with(Extremes other) {
			return new Extremes((other.low().loss() < this.low().loss()) ? other.low() : this.low(),
					(other.high().loss() > this.high().loss()) ? other.high() : this.high());
		}

	}

}
