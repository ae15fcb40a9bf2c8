package io.mtdnn.training.preflight;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.mtdnn.model.EncoderConfig;
import io.mtdnn.model.Precision;
import io.mtdnn.model.SpeedTrial;
import io.mtdnn.plan.TrainingPlan;
import io.mtdnn.task.TokenSequence;
import io.mtdnn.training.cost.ReachedSpeed;
import io.mtdnn.training.cost.RunCost;
import io.mtdnn.training.cost.Speedometer;
import io.mtdnn.training.cost.Workload;
import io.mtdnn.training.evaluation.PreparedEvaluation;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Estimates the duration of a run before it starts. */
public final class RunEstimate {

	private static final Logger logger = LoggerFactory.getLogger(RunEstimate.class);

	/**
	 * Speed of whole steps relative to that of the trial's matrix products. For MiniLM,
	 * 0.69 to 0.87 was measured in fp32 and 0.6 to 0.83 in bf16.
	 */
	private static final double EFFICIENCY = 0.72;

	/** Mean number of tokens of a window in SQuAD. */
	private static final int WINDOW = 170;

	/** Number of bytes that a common disk writes, checks and reads back per second. */
	private static final double BYTES_PER_SECOND = 300e6;

	/**
	 * Number of bytes of files per parameter and epoch: two checkpoints with weights and
	 * two moments, and a model.
	 */
	private static final int BYTES_PER_EPOCH = 2 * 12 + 4;

	/**
	 * Number of bytes of files per parameter and run: the encoder is read and the model
	 * is stored.
	 */
	private static final int BYTES_PER_RUN = 8;

	private final SpeedTrial trial;

	private final ReachedSpeed reached;

	private final Precision answering;

	private final Map<Precision, Double> trials = new ConcurrentHashMap<>();

	/**
	 * @param answering precision of evaluations
	 */
	public RunEstimate(SpeedTrial trial, ReachedSpeed reached, Precision answering) {
		this.trial = trial;
		this.reached = reached;
		this.answering = answering;
	}

	/**
	 * Estimated seconds of a whole run.
	 * @throws io.mtdnn.model.UnsupportedPrecisionException when this machine does not
	 * support the precision
	 */
	public double seconds(TrainingPlan plan, List<PreparedTask> prepared, EncoderConfig config) {
		RunCost cost = new RunCost(config);
		if (plan.evaluatesOnly()) {
			double rows = prepared.stream().mapToDouble((task) -> answering(plan, task, cost)).sum();
			return Speedometer.EVALUATION * rows / speed(this.answering, config.hiddenSize());
		}
		double evaluation = prepared.stream().mapToDouble((task) -> evaluation(task, cost)).sum();
		Workload work = Workload.of(plan, DataPreparation.data(plan, prepared), cost, evaluation);
		double speed = speed(plan.precision(), config.hiddenSize());
		double computing = work.total(Speedometer.EVALUATION) / speed;
		double files = cost.parameters() * (plan.epochs() * BYTES_PER_EPOCH + BYTES_PER_RUN) / BYTES_PER_SECOND;
		logger.debug("{} operations at {} per second: {} s, and {} s for files", work.total(Speedometer.EVALUATION),
				speed, computing, files);
		return computing + files;
	}

	private double speed(Precision precision, int hiddenSize) {
		return this.reached.of(precision, hiddenSize).orElseGet(() -> EFFICIENCY * fastestTrial(precision));
	}

	/**
	 * The fastest trial so far. A trial during another run of this process is slow, but
	 * that run will have ended when the estimated one starts.
	 */
	private double fastestTrial(Precision precision) {
		return this.trials.merge(precision, this.trial.operationsPerSecond(precision), Math::max);
	}

	/**
	 * Operations of an evaluation without training; each question is assumed to have one
	 * window.
	 */
	private static double answering(TrainingPlan plan, PreparedTask task, RunCost cost) {
		List<TokenSequence> window = List.of(new TokenSequence(new int[Math.min(plan.maxSequenceLength(), WINDOW)], 1));
		return task.evaluations()
			.stream()
			.mapToDouble((set) -> (set.encoded() != null) ? cost.items(set.encoded().rows()).sum()
					: set.dataset().examples().size() * cost.rows(window))
			.sum();
	}

	/**
	 * Operations of an evaluation. Questions are not divided into windows yet, so the
	 * number and length of windows per question are assumed to be those of the training
	 * data.
	 */
	private static double evaluation(PreparedTask task, RunCost cost) {
		double operations = 0;
		for (PreparedEvaluation set : task.evaluations()) {
			operations += (set.encoded() != null) ? cost.items(set.encoded().rows()).sum()
					: (double) set.dataset().examples().size() / task.train().examples().size()
							* cost.items(task.encoded().rows()).sum();
		}
		return operations;
	}

}
