package io.mtdnn.jobs.run;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

import io.mtdnn.jobs.rows.JobJson;
import io.mtdnn.training.TrainingEvent;
import io.mtdnn.training.TrainingFailure;

/**
 * A file in the run's directory with the run's events, one JSON document per line. Events
 * are written here before they go to the database, so that a run continues while the
 * database is unavailable and its events survive a crash of the process. One thread
 * appends, another reads.
 */
final class RunJournal implements AutoCloseable {

	private static final int BLOCK = 1 << 20;

	private final FileChannel file;

	private final JobJson json;

	private volatile long length;

	private RunJournal(FileChannel file, JobJson json, long length) {
		this.file = file;
		this.json = json;
		this.length = length;
	}

	/**
	 * Opens a journal and removes an incomplete last line that a crash left behind.
	 */
	static RunJournal open(Path path, JobJson json) throws IOException {
		Files.createDirectories(path.getParent());
		FileChannel file = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.READ,
				StandardOpenOption.WRITE);
		long length = afterLastLine(file);
		file.truncate(length);
		return new RunJournal(file, json, length);
	}

	/**
	 * Appends an event.
	 * @throws TrainingFailure when it cannot be written, of kind CAPACITY when the disk
	 * is full; the file is as it was
	 */
	void append(TrainingEvent event) {
		byte[] line = this.json.event(event);
		ByteBuffer bytes = ByteBuffer.allocate(line.length + 1).put(line).put((byte) '\n').flip();
		long end = this.length;
		try {
			while (bytes.hasRemaining()) {
				end += this.file.write(bytes, end);
			}
			if (event instanceof TrainingEvent.CheckpointWritten) {
				this.file.force(false);
			}
		}
		catch (IOException ex) {
			throw TrainingFailure.unwritten("the run's journal", "the last checkpoint is complete", ex);
		}
		this.length = end;
	}

	long length() {
		return this.length;
	}

	/**
	 * Reads events from a position: about a megabyte, or one event if that is larger.
	 */
	Batch read(long position) throws IOException {
		long left = this.length - position;
		Batch batch = read(position, BLOCK);
		for (long size = 2L * BLOCK; batch.events().isEmpty() && size / 2 < left; size *= 2) {
			batch = read(position, size);
		}
		return batch;
	}

	private Batch read(long position, long most) throws IOException {
		int size = Math.toIntExact(Math.min(most, this.length - position));
		ByteBuffer block = ByteBuffer.allocate(Math.max(0, size));
		while (block.hasRemaining() && this.file.read(block, position + block.position()) >= 0) {
			// until the block is full or the file ends
		}
		List<TrainingEvent> events = new ArrayList<>();
		int start = 0;
		for (int i = 0; i < block.position(); i++) {
			if (block.get(i) == '\n') {
				byte[] line = new byte[i - start];
				block.get(start, line);
				events.add(this.json.read(line, TrainingEvent.class));
				start = i + 1;
			}
		}
		return new Batch(events, position + start);
	}

	private static long afterLastLine(FileChannel file) throws IOException {
		ByteBuffer block = ByteBuffer.allocate(8192);
		for (long end = file.size(); end > 0;) {
			long start = Math.max(0, end - block.capacity());
			block.clear().limit((int) (end - start));
			while (block.hasRemaining() && file.read(block, start + block.position()) >= 0) {
				// until the block is full or the file ends
			}
			for (int i = block.position() - 1; i >= 0; i--) {
				if (block.get(i) == '\n') {
					return start + i + 1;
				}
			}
			end = start;
		}
		return 0;
	}

	@Override
	public void close() throws IOException {
		this.file.close();
	}

	/**
	 * Events in order.
	 *
	 * @param end position after the last of them
	 */
	record Batch(List<TrainingEvent> events, long end) {

	}

}
