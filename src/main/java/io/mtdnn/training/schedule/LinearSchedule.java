package io.mtdnn.training.schedule;

/**
 * Linear warm-up to the peak rate, then linear decay to 0: transformers'
 * {@code get_linear_schedule_with_warmup} (continuous at the end of warm-up, unlike
 * BERT's original {@code warmup_linear}).
 *
 * @param peak the learning rate at the end of warm-up
 * @param warmupSteps number of steps of warm-up
 * @param totalSteps number of steps of the run
 */
public record LinearSchedule(double peak, int warmupSteps, int totalSteps) {

	public static LinearSchedule of(double peak, double warmupFraction, int totalSteps) {
		return new LinearSchedule(peak, (int) Math.ceil(warmupFraction * totalSteps), totalSteps);
	}

	/**
	 * The rate of a step.
	 * @param step 1-based; the first step of a warm-up has rate 0
	 */
	public double rate(int step) {
		int done = step - 1;
		if (done < this.warmupSteps) {
			return this.peak * done / this.warmupSteps;
		}
		return this.peak * Math.max(0, this.totalSteps - done) / Math.max(1, this.totalSteps - this.warmupSteps);
	}

}
