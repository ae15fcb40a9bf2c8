package io.mtdnn.jobs.history;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import io.mtdnn.jobs.JobMetrics.TrainingPoint;

/**
 * A compact form of up to {@value #CAPACITY} training points of one run: the names of the
 * tasks, then 32 bytes per point. A run of 100,000 points takes 782 rows and 3.2 MB.
 */
final class PointChunk {

	static final int CAPACITY = 128;

	private PointChunk() {
	}

	static byte[] encode(List<TrainingPoint> points) {
		List<String> tasks = points.stream().map(TrainingPoint::task).distinct().toList();
		ByteArrayOutputStream bytes = new ByteArrayOutputStream(16 + 32 * points.size());
		try (DataOutputStream out = new DataOutputStream(bytes)) {
			out.writeByte(tasks.size());
			for (String task : tasks) {
				out.writeUTF(task);
			}
			for (TrainingPoint point : points) {
				out.writeInt(point.step());
				out.writeShort(point.epoch());
				out.writeShort(tasks.indexOf(point.task()));
				out.writeDouble(point.loss());
				out.writeDouble(point.learningRate());
				out.writeDouble(point.examplesPerSecond());
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return bytes.toByteArray();
	}

	static List<TrainingPoint> decode(byte[] chunk) {
		List<TrainingPoint> points = new ArrayList<>(CAPACITY);
		decode(chunk, points::add);
		return points;
	}

	static void decode(byte[] chunk, Consumer<TrainingPoint> points) {
		try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(chunk))) {
			String[] tasks = new String[in.readUnsignedByte()];
			for (int i = 0; i < tasks.length; i++) {
				tasks[i] = in.readUTF();
			}
			while (in.available() > 0) {
				int step = in.readInt();
				int epoch = in.readShort();
				points.accept(new TrainingPoint(step, epoch, tasks[in.readShort()], in.readDouble(), in.readDouble(),
						in.readDouble()));
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
