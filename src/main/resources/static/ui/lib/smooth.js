// Readable curves: exponential smoothing without bias towards the first value, and shares of draws so far.

/** y smoothed with a weight from 0 (unchanged) to below 1; each value is corrected for the short history at the beginning. */
export function smooth(points, weight) {
	if (!weight) {
		return points;
	}
	let mean = 0;
	let share = 1;
	return points.map(([x, y]) => {
		mean = weight * mean + (1 - weight) * y;
		share *= weight;
		return [x, mean / (1 - share)];
	});
}

/** For each task its share of the steps up to each point: {task: [[step, percent]]}. */
export function sharesSoFar(points) {
	const counts = new Map();
	const shares = new Map();
	points.forEach((point, at) => {
		counts.set(point.task, (counts.get(point.task) ?? 0) + 1);
		for (const [task, count] of counts) {
			if (!shares.has(task)) {
				shares.set(task, []);
			}
			shares.get(task).push([point.step, 100 * count / (at + 1)]);
		}
	});
	return shares;
}
