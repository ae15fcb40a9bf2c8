package io.mtdnn.jobs.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.FileAppender;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.spi.FilterReply;
import io.mtdnn.jobs.JobNotFoundException;
import io.mtdnn.jobs.claims.Claim;
import io.mtdnn.jobs.files.RunDirectories;
import io.mtdnn.jobs.files.RunFiles;
import io.mtdnn.jobs.rows.JobRepository;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Writes and reads the log of each job: the lines that its run logged, in a file in the
 * run's directory.
 */
@Component
public class JobLog {

	private static final String PATTERN = "%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX} %-5level %logger{30} : %msg%n%ex{20}";

	/** The position that stands for the last part. */
	private static final long END = -1;

	private final RunDirectories directories;

	private final RunFiles files;

	private final JobRepository jobs;

	JobLog(RunDirectories directories, RunFiles files, JobRepository jobs) {
		this.directories = directories;
		this.files = files;
		this.jobs = jobs;
	}

	/** Copies this thread's log lines to the job's log until closed. */
	Recording record(String jobId) {
		if (!(LoggerFactory.getILoggerFactory() instanceof LoggerContext context)) {
			return () -> {
			};
		}
		PatternLayoutEncoder encoder = new PatternLayoutEncoder();
		encoder.setContext(context);
		encoder.setPattern(PATTERN);
		encoder.start();
		FileAppender<ILoggingEvent> appender = new FileAppender<>();
		appender.setContext(context);
		appender.setName("job-" + jobId);
		appender.setFile(this.directories.log(jobId).toString());
		appender.setAppend(true);
		appender.setEncoder(encoder);
		appender.addFilter(new OfJob(jobId));
		appender.start();
		Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
		root.addAppender(appender);
		return () -> {
			root.detachAppender(appender);
			appender.stop();
		};
	}

	/**
	 * Returns the end of a job's log.
	 * @param bytes maximum number of bytes
	 * @throws JobNotFoundException when the job does not exist
	 */
	public Part tail(String jobId, int bytes) {
		return read(jobId, END, bytes);
	}

	/**
	 * Returns part of a job's log from a position, empty after its end.
	 * @param from not negative
	 * @throws JobNotFoundException when the job does not exist
	 */
	public Part read(String jobId, long from, int bytes) {
		if (this.jobs.findById(jobId).isEmpty()) {
			throw new JobNotFoundException(jobId);
		}
		Path file = this.files.log(jobId);
		if (file == null) {
			return part(this.files.copiedLog(jobId), from, bytes);
		}
		try (FileChannel channel = FileChannel.open(file)) {
			long start = (from == END) ? Math.max(0, channel.size() - bytes) : Math.min(from, channel.size());
			ByteBuffer block = ByteBuffer.allocate((int) Math.min(bytes, channel.size() - start));
			while (block.hasRemaining() && channel.read(block, start + block.position()) >= 0) {
				// until the block is full or the file ends
			}
			return new Part(java.util.Arrays.copyOf(block.array(), block.position()), start + block.position());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static Part part(byte[] log, long from, int bytes) {
		int start = (from == END) ? Math.max(0, log.length - bytes) : (int) Math.min(from, log.length);
		int end = Math.min(log.length, start + bytes);
		return new Part(java.util.Arrays.copyOfRange(log, start, end), end);
	}

	/**
	 * A piece of a log.
	 *
	 * @param text UTF-8
	 * @param end position after this part
	 */
	public record Part(byte[] text, long end) {

	}

	/** A recording that lasts until it is closed. */
	interface Recording extends AutoCloseable {

		@Override
		void close();

	}

	private static final class OfJob extends Filter<ILoggingEvent> {

		private final String jobId;

		OfJob(String jobId) {
			this.jobId = jobId;
		}

		@Override
		public FilterReply decide(ILoggingEvent event) {
			return this.jobId.equals(event.getMDCPropertyMap().get(Claim.MDC_KEY)) ? FilterReply.NEUTRAL
					: FilterReply.DENY;
		}

	}

}
