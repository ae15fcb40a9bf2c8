package io.mtdnn.node;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import java.util.regex.Pattern;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The identity of the machine that this process runs on. Two processes with the same
 * identity see each other's locks on runs: they use the same runs folder, which has a
 * random id in a file, on the same running kernel. Host names are not used because two
 * machines may share one.
 *
 * @param id at most 100 characters
 */
public record Machine(String id) {

	private static final Logger logger = LoggerFactory.getLogger(Machine.class);

	private static final String FILE = "machine-id";

	/**
	 * Linux's id of the running kernel: the same in all containers of a machine, and
	 * unique to each machine and each boot.
	 */
	private static final Path KERNEL = Path.of("/proc/sys/kernel/random/boot_id");

	private static final int LENGTH = UUID.randomUUID().toString().length();

	private static final Pattern FORM = Pattern.compile("[0-9a-f-]{" + LENGTH + "}");

	/** The machine of a process that keeps its runs in a folder. */
	public static Machine of(Path runs) {
		return of(runs, kernel());
	}

	public static Machine of(Path runs, String kernel) {
		try {
			return new Machine(folder(runs) + "/" + kernel);
		}
		catch (IOException ex) {
			logger.warn("Cannot store the identity of this machine in {}: a run that this process leaves behind is"
					+ " taken over only after its heartbeats have stopped ({})", runs, ex.toString());
			return new Machine(UUID.randomUUID().toString());
		}
	}

	/** A short form of the identity for use in names. */
	String brief() {
		return this.id.substring(0, 8);
	}

	/**
	 * The folder's id, created by the first process that needs it. Synchronized because a
	 * process can lock a file only once.
	 */
	private static synchronized String folder(Path runs) throws IOException {
		Files.createDirectories(runs);
		try (FileChannel file = FileChannel.open(runs.resolve(FILE), StandardOpenOption.CREATE, StandardOpenOption.READ,
				StandardOpenOption.WRITE); FileLock alone = file.lock()) {
			ByteBuffer kept = ByteBuffer.allocate(LENGTH);
			while (kept.hasRemaining() && file.read(kept, kept.position()) >= 0) {
				// reads until the block is full or the file ends
			}
			String found = new String(kept.array(), 0, kept.position(), StandardCharsets.US_ASCII);
			return FORM.matcher(found).matches() ? found : made(file);
		}
	}

	private static String made(FileChannel file) throws IOException {
		String made = UUID.randomUUID().toString();
		ByteBuffer bytes = StandardCharsets.US_ASCII.encode(made + "\n");
		file.truncate(0);
		while (bytes.hasRemaining()) {
			file.write(bytes, bytes.position());
		}
		file.force(true);
		return made;
	}

	private static String kernel() {
		try {
			return Files.readString(KERNEL).strip();
		}
		catch (IOException ex) {
			return "";
		}
	}

}
