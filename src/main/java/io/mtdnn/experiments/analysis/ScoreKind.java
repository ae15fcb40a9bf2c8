package io.mtdnn.experiments.analysis;

/** Which answers count. */
public enum ScoreKind {

	/** Answers at threshold 0. */
	THRESHOLD_0("threshold-0", "threshold 0"),

	/** Answers at the threshold that is best for the other half of the questions. */
	TUNED("tuned", "thresholds tuned on the other half");

	private final String text;

	private final String description;

	ScoreKind(String text, String description) {
		this.text = text;
		this.description = description;
	}

	/** The name in requests. */
	public String text() {
		return this.text;
	}

	/** The name in sentences. */
	public String description() {
		return this.description;
	}

}
