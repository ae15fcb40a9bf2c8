package io.mtdnn.experiments.figure;

/** Figures of an experiment. */
public enum FigureKind {

	/** Score over the weight of the leading task. */
	WEIGHT_VS_SCORE("weight-vs-score"),

	/** Score of each arm. */
	MIXTURE_VS_SCORE("mixture-vs-score"),

	/** Loss over steps. */
	LEARNING_CURVE("learning-curve"),

	/** Share of wrong answers over the share of questions that are answered. */
	RISK_COVERAGE("risk-coverage"),

	/** How steps of each task change the losses of all. */
	AFFINITY("affinity"),

	/** Cosines between the encoder's gradients of the tasks. */
	GRADIENT_COSINE("gradient-cosine");

	private final String text;

	FigureKind(String text) {
		this.text = text;
	}

	/** The name in requests. */
	public String text() {
		return this.text;
	}

}
