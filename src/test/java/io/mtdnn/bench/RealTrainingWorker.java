package io.mtdnn.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import io.mtdnn.plan.PlanResolver;
import io.mtdnn.plan.TrainingPlan;
import io.mtdnn.plan.TrainingRequest;
import io.mtdnn.training.RunInputs;
import io.mtdnn.training.StopSignal;
import io.mtdnn.training.TrainingEngine;
import tools.jackson.databind.json.JsonMapper;

/**
 * The service's own training engine on real SQuAD 2.0 questions, paused between two steps
 * during the other side's turn, with the settings of
 * {@code bench/peers/real_training.py}.
 */
public final class RealTrainingWorker implements StopSignal {

	private static final int BATCH = 16;

	private final Object turn = new Object();

	private int stepsLeft;

	private boolean waiting;

	private RealTrainingWorker() {
	}

	/**
	 * Arguments: encoder, optimiser, precision, number of training questions;
	 * {@code mtdnn.data-dir} names the data directory.
	 */
	public static void main(String[] args) throws IOException {
		String request = """
				{ "encoder": "%s", "optimizer": "%s", "precision": "%s", "limits": { "train": { "squad-v2": %s }, "evaluation": { "squad-v2": 50 } },
				  "tasks": [ { "dataset": "squad-v2" } ], "epochs": 50, "batchSize": %d, "learningRate": 3e-5, "dropout": 0.1,
				  "clipNorm": 1.0, "maxSequenceLength": 384, "docStride": 128 }"""
			.formatted(args[0], args[1], args[2], args[3], BATCH);
		RealTrainingWorker worker = new RealTrainingWorker();
		var context = Service.start();
		TrainingEngine engine = context.getBean(TrainingEngine.class);
		TrainingPlan plan = context.getBean(PlanResolver.class)
			.resolve(context.getBean(JsonMapper.class).readValue(request, TrainingRequest.class));
		RunInputs inputs = engine.preflight(plan).inputs();
		Path directory = Files.createTempDirectory("bench");
		Thread training = new Thread(() -> engine.run("bench", plan, inputs, directory, (event) -> {
		}, worker), "training");
		training.setDaemon(true);
		training.setUncaughtExceptionHandler((thread, failure) -> {
			failure.printStackTrace();
			Runtime.getRuntime().halt(1);
		});
		training.start();
		worker.awaitTurnEnd();
		Worker.serve(worker::run);
		Runtime.getRuntime().halt(0);
	}

	private Map<String, Object> run(int steps) {
		long began = System.nanoTime();
		synchronized (this.turn) {
			this.stepsLeft = steps;
			this.waiting = false;
			this.turn.notifyAll();
		}
		awaitTurnEnd();
		return Map.of("seconds", (System.nanoTime() - began) / 1e9, "examples", steps * BATCH);
	}

	private void awaitTurnEnd() {
		synchronized (this.turn) {
			while (!this.waiting) {
				await();
			}
		}
	}

	@Override
	public Request request() {
		synchronized (this.turn) {
			while (this.stepsLeft == 0) {
				this.waiting = true;
				this.turn.notifyAll();
				await();
			}
			this.stepsLeft--;
			return Request.GO_ON;
		}
	}

	private void await() {
		try {
			this.turn.wait();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

}
