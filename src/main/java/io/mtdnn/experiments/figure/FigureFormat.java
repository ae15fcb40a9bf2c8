package io.mtdnn.experiments.figure;

/** Formats of figures. */
public enum FigureFormat {

	/** Scalable, for pages. */
	SVG("svg", "image/svg+xml"),

	/** Pixels. */
	PNG("png", "image/png"),

	/** Scalable, for papers. */
	PDF("pdf", "application/pdf");

	private final String text;

	private final String mediaType;

	FigureFormat(String text, String mediaType) {
		this.text = text;
		this.mediaType = mediaType;
	}

	/** Its media type. */
	public String mediaType() {
		return this.mediaType;
	}

	/** The name in requests. */
	public String text() {
		return this.text;
	}

}
