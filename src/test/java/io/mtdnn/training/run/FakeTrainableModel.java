package io.mtdnn.training.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import io.mtdnn.model.Batch;
import io.mtdnn.model.Precision;
import io.mtdnn.model.TrainableModel;
import io.mtdnn.model.TrainableModel.MicroBatch;
import io.mtdnn.task.SpanLogits;
import io.mtdnn.task.Task;
import io.mtdnn.task.TokenSequence;
import io.mtdnn.training.schedule.SplitMix;
import org.jspecify.annotations.Nullable;

/**
 * A model of one number whose updates depend on batch, seed, rate and all earlier
 * updates, so that any error in a resume is detected.
 */
final class FakeTrainableModel implements TrainableModel {

	double weight = 1;

	double momentum;

	private double gradient;

	float nextLoss = Float.NaN;

	RuntimeException updateFailure;

	int stepsAhead = 1;

	@Nullable String note;

	@Override
	public int stepsAhead() {
		return this.stepsAhead;
	}

	@Override
	public float[] accumulate(List<MicroBatch> parts) {
		float[] losses = new float[parts.size()];
		for (int i = 0; i < losses.length; i++) {
			MicroBatch part = parts.get(i);
			long content = part.batch().sequences().stream().mapToLong((row) -> row.ids()[0]).sum();
			double noise = new SplitMix(part.seed()).nextDouble();
			this.gradient += part.lossScale() * (this.weight * 0.01 + content * 1e-4 + noise);
			losses[i] = Float.isNaN(this.nextLoss) ? (float) (this.weight + noise) : this.nextLoss;
		}
		return losses;
	}

	@Override
	public float loss(Batch batch) {
		return (float) this.weight;
	}

	@Override
	public GradientComparison compareGradients(List<Batch> batches) {
		float[] losses = new float[batches.size()];
		Arrays.fill(losses, (float) this.weight);
		return new GradientComparison(losses, new double[losses.length][losses.length]);
	}

	@Override
	public double update(double learningRate) {
		if (this.updateFailure != null) {
			throw this.updateFailure;
		}
		double norm = Math.abs(this.gradient);
		this.momentum = 0.9 * this.momentum + this.gradient;
		this.weight -= learningRate * this.momentum;
		this.gradient = 0;
		return norm;
	}

	@Override
	public void saveState(Path file) {
		try {
			Files.writeString(file, this.weight + " " + this.momentum);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public Optional<String> restore(Path file) {
		try {
			String[] numbers = Files.readString(file).split(" ");
			this.weight = Double.parseDouble(numbers[0]);
			this.momentum = Double.parseDouble(numbers[1]);
			return Optional.ofNullable(this.note);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public void saveWeights(Path file) {
		saveState(file);
	}

	@Override
	public List<Task> tasks() {
		return List.of();
	}

	@Override
	public Precision precision() {
		return Precision.BF16;
	}

	@Override
	public int maxPositions() {
		return 512;
	}

	@Override
	public List<SpanLogits> spans(String task, List<TokenSequence> rows) {
		return rows.stream().map((row) -> new SpanLogits(logits(row.length()), logits(row.length()))).toList();
	}

	@Override
	public float[][] scores(String task, List<TokenSequence> rows) {
		return rows.stream().map((row) -> logits(2)).toArray(float[][]::new);
	}

	private float[] logits(int length) {
		float[] logits = new float[length];
		logits[0] = (float) this.weight;
		return logits;
	}

	@Override
	public void close() {
	}

}
