package io.mtdnn.experiments.output;

import java.util.Base64;

/** Files within a page. */
final class DataUri {

	private DataUri() {
	}

	static String svg(byte[] svg) {
		return "data:image/svg+xml;base64," + Base64.getEncoder().encodeToString(svg);
	}

}
