package io.mtdnn.api;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.mtdnn.MtDnnServer;
import org.springframework.util.FileSystemUtils;

/**
 * A folder like a clone in which the service has been built, with the files that the
 * README assumes: datasets under their official names and both encoders, in small
 * versions. The jar refers to the tested classes and counts as unpacked, and a build does
 * nothing.
 */
final class BuiltClone {

	private BuiltClone() {
	}

	static void make(Path folder) throws IOException {
		FileSystemUtils.deleteRecursively(folder);
		Files.createDirectories(folder.resolve("target"));
		for (String name : List.of("src", "docker", "quickstart.sh")) {
			Files.createSymbolicLink(folder.resolve(name), Path.of(name).toAbsolutePath());
		}
		Files.writeString(folder.resolve("mvnw"), "#!/bin/sh\n");
		folder.resolve("mvnw").toFile().setExecutable(true);
		jar(folder.resolve("target/mtdnn-server-tested.jar"));
		Files.createDirectories(folder.resolve(".quickstart/app"));
		jar(folder.resolve(".quickstart/app/app.jar"));
		for (String encoder : List.of("minilm-l6-uncased", "bert-base-cased")) {
			SmallEncoder.write(folder.resolve("encoders").resolve(encoder));
		}
		for (String dataset : List.of("swag", "cola", "mrpc")) {
			FileSystemUtils.copyRecursively(Path.of("src/main/resources/sample-data", dataset),
					folder.resolve("data").resolve(dataset));
		}
		Path mnli = Files.createDirectories(folder.resolve("data/mnli"));
		for (String file : List.of("multinli_1.0_train.jsonl", "multinli_1.0_dev_matched.jsonl")) {
			Files.writeString(mnli.resolve(file), """
					{"gold_label": "entailment", "sentence1": "The lamps are lit.", "sentence2": "There are lamps."}
					""");
		}
	}

	private static void jar(Path file) throws IOException {
		Manifest manifest = new Manifest();
		Attributes attributes = manifest.getMainAttributes();
		attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
		attributes.put(Attributes.Name.MAIN_CLASS, MtDnnServer.class.getName());
		attributes.put(Attributes.Name.CLASS_PATH,
				Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
					.map(Path::of)
					.filter((entry) -> !entry.endsWith("test-classes"))
					.map((entry) -> entry.toUri().toString())
					.collect(Collectors.joining(" ")));
		new JarOutputStream(Files.newOutputStream(file), manifest).close();
	}

}
