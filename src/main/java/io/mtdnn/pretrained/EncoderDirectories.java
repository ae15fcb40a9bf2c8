package io.mtdnn.pretrained;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.mtdnn.model.ModelFactory;
import io.mtdnn.model.ModelFormatException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;

/** Encoders as directories below one folder; shipped archives are converted into it when they are first asked for. */
final class EncoderDirectories implements EncoderCatalog {

	private static final Logger logger = LoggerFactory.getLogger(EncoderDirectories.class);

	/** A name, never a path. */
	private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

	/** A file lock holds between processes only. */
	private static final Object IN_THIS_PROCESS = new Object();

	private final Path root;

	private final List<ShippedEncoder> shipped;

	private final ModelFactory models;

	EncoderDirectories(Path root, List<ShippedEncoder> shipped, ModelFactory models) {
		this.root = root;
		this.shipped = shipped;
		this.models = models;
	}

	@Override
	public List<String> names() {
		TreeSet<String> names = new TreeSet<>();
		this.shipped.stream().filter((encoder) -> encoder.archive().isPresent()).forEach((encoder) -> names.add(encoder.name()));
		if (Files.isDirectory(this.root)) {
			try (Stream<Path> entries = Files.list(this.root)) {
				entries.filter(Files::isDirectory)
					.map((entry) -> entry.getFileName().toString())
					.filter((name) -> NAME.matcher(name).matches())
					.forEach(names::add);
			}
			catch (IOException ex) {
				throw new EncoderException("the encoders folder cannot be listed: " + ex.getMessage(), ex);
			}
		}
		return List.copyOf(names);
	}

	@Override
	public Path directory(String name) {
		Path directory = existing(name).orElseGet(() -> converted(name));
		requireSafetensors(name, directory);
		try {
			this.models.inspect(directory);
			return directory;
		}
		catch (ModelFormatException ex) {
			throw new EncoderException("encoder '" + name + "' cannot be used: " + ex.getMessage(), ex);
		}
	}

	private Optional<Path> existing(String name) {
		if (!NAME.matcher(name).matches()) {
			throw unknown(name);
		}
		Path directory = this.root.resolve(name);
		if (!Files.isDirectory(directory)) {
			return Optional.empty();
		}
		try {
			if (!directory.toRealPath().startsWith(this.root.toRealPath())) {
				throw new EncoderException("encoder '" + name + "' is a link that leads out of the encoders folder");
			}
		}
		catch (IOException ex) {
			throw new EncoderException("encoder '" + name + "' cannot be read: " + ex.getMessage(), ex);
		}
		return Optional.of(directory);
	}

	private static void requireSafetensors(String name, Path directory) {
		if (Files.exists(directory.resolve("model.safetensors"))) {
			return;
		}
		if (Files.exists(directory.resolve("pytorch_model.bin"))) {
			throw new EncoderException("encoder '" + name + "' has its weights as a pickle (pytorch_model.bin), which can "
					+ "run code when it is read and is never loaded; convert them to model.safetensors first");
		}
		throw new EncoderException("encoder '" + name + "' has no model.safetensors");
	}

	private Path converted(String name) {
		ShippedEncoder encoder = this.shipped.stream()
			.filter((candidate) -> candidate.name().equals(name))
			.findFirst()
			.orElseThrow(() -> unknown(name));
		Path archive = encoder.archive()
			.orElseThrow(() -> new EncoderException("encoder '" + name + "' has not been fetched yet: run `"
					+ encoder.command() + "`; at hand are: " + String.join(", ", names())));
		try {
			return convert(encoder, archive);
		}
		catch (IOException ex) {
			throw new EncoderException("encoder '" + name + "' could not be converted: " + ex.getMessage(), ex);
		}
	}

	/** Once, whichever thread or process asks first; the others wait for it. */
	private Path convert(ShippedEncoder encoder, Path archive) throws IOException {
		synchronized (IN_THIS_PROCESS) {
			return convertLocked(encoder, archive);
		}
	}

	private Path convertLocked(ShippedEncoder encoder, Path archive) throws IOException {
		Files.createDirectories(this.root);
		Path target = this.root.resolve(encoder.name());
		Path lockFile = this.root.resolve("." + encoder.name() + ".lock");
		try (FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
				FileLock lock = channel.lock()) {
			if (Files.isDirectory(target)) {
				return target;
			}
			logger.info("Converting {} from {}", encoder.name(), archive.getFileName());
			Path temporary = this.root.resolve("." + encoder.name() + ".converting");
			try {
				FileSystemUtils.deleteRecursively(temporary);
				Files.createDirectory(temporary);
				encoder.converter().convert(archive, temporary);
				return Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
			}
			finally {
				FileSystemUtils.deleteRecursively(temporary);
			}
		}
	}

	private EncoderException unknown(String name) {
		return new EncoderException("unknown encoder '" + name + "'; at hand are: " + String.join(", ", names()));
	}

}
