package io.mtdnn.hub.downloads;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;

import io.mtdnn.hub.HubOrder;
import io.mtdnn.hub.HubReference;

/** A process that downloads into a folder until it is killed. */
final class DownloadProcess {

	private DownloadProcess() {
	}

	/** Takes the endpoint, the folder, and the repository to download as "tiny". */
	public static void main(String[] arguments) throws IOException {
		DownloadFixture.open(URI.create(arguments[0]), Path.of(arguments[1]))
			.start(new HubOrder("tiny", HubReference.of(arguments[2], null), ""));
		while (System.in.read() >= 0) {
			// Ends with the process that started it.
		}
	}

	static Process start(URI endpoint, Path folder, String repository) throws IOException {
		return new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				"-XX:TieredStopAtLevel=1", "-cp",
				System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
				DownloadProcess.class.getName(), endpoint.toString(), folder.toString(), repository)
			.redirectErrorStream(true)
			.redirectOutput(ProcessBuilder.Redirect.DISCARD)
			.start();
	}

}
