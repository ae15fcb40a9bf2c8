package io.mtdnn.hub.client;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.mtdnn.hub.HubException;
import io.mtdnn.hub.HubFile;
import io.mtdnn.hub.HubSnapshot;
import io.mtdnn.task.Excerpt;
import org.jspecify.annotations.Nullable;

/** One request for a file, or for its missing part. */
final class FileAttempt {

	private static final int BLOCK = 1 << 16;

	private static final int PARTIAL = 206;

	private static final int NO_SUCH_RANGE = 416;

	private static final Pattern RANGE = Pattern.compile("bytes (\\d+)-\\d+/(\\d+|\\*)");

	private static final Pattern HASH = Pattern.compile("(?:W/)?\"?([0-9a-f]{40}|[0-9a-f]{64})\"?");

	private final HubConnection connection;

	private final HubSnapshot snapshot;

	private final HubFile file;

	private final URI address;

	private final Check wanted;

	/**
	 * @param wanted called after each block
	 */
	FileAttempt(HubConnection connection, HubSnapshot snapshot, HubFile file, URI address, Check wanted) {
		this.connection = connection;
		this.snapshot = snapshot;
		this.file = file;
		this.address = address;
		this.wanted = wanted;
	}

	/**
	 * Appends the missing part, or starts again if the hub sends the whole file.
	 * @throws CutException when the transfer ends early
	 */
	void append(Path part, long from) throws IOException, InterruptedException {
		try (HubResponse response = get(from)) {
			if (response.status() == NO_SUCH_RANGE) {
				throw HubException.untrusted("The hub ended " + this.file.path() + " after " + from
						+ " bytes, but lists " + this.file.size());
			}
			HubErrors.check(response, this.snapshot.reference(), "the request for " + this.file.path());
			long start = (response.status() == PARTIAL) ? from : 0;
			requireListed(response, start);
			copy(response, part, start);
		}
	}

	private HubResponse get(long from) throws CutException {
		try {
			return this.connection.get(this.address, from);
		}
		catch (IOException ex) {
			throw new CutException(ex);
		}
	}

	/** Rejects a response whose headers contradict what the hub has listed. */
	private void requireListed(HubResponse response, long start) {
		requireSame("bytes", response.length(), this.file.size() - start);
		String linked = response.header(HubResponse.LINKED_SIZE);
		if (linked != null) {
			requireSame("bytes", linked.matches("\\d{1,18}") ? Long.parseLong(linked) : 0, this.file.size());
		}
		if (response.status() == PARTIAL) {
			Matcher range = RANGE.matcher(String.valueOf(response.header("Content-Range")));
			if (!range.matches() || !range.group(1).equals(Long.toString(start))
					|| !range.group(2).matches("\\*|" + this.file.size())) {
				throw HubException.untrusted("The hub sent " + Excerpt.of(response.header("Content-Range")) + " of "
						+ this.file.path() + ", expected bytes from " + start + " of " + this.file.size());
			}
		}
		requireSame("hash", response.header(HubResponse.LINKED_HASH));
		if (this.file.blob() != null && this.connection.own(response.address())) {
			requireSame("hash", response.header("ETag"));
		}
		String commit = response.header(HubResponse.COMMIT);
		if (commit != null && !commit.equals(this.snapshot.commit())) {
			throw HubException.untrusted("The hub sent " + this.file.path() + " of commit " + Excerpt.of(commit)
					+ ", expected " + this.snapshot.commit());
		}
	}

	private void requireSame(String what, long actual, long expected) {
		if (actual >= 0 && actual != expected) {
			throw HubException.untrusted("The hub announced %d %s of %s, but the listed size leaves %d"
				.formatted(actual, what, this.file.path(), expected));
		}
	}

	private void requireSame(String what, @Nullable String announced) {
		Matcher hash = HASH.matcher(String.valueOf(announced));
		if (hash.matches() && !hash.group(1).equals(HubHash.expected(this.file))) {
			throw HubException.untrusted("The hub announced the %s %s of %s, but lists %s".formatted(what,
					hash.group(1), this.file.path(), HubHash.expected(this.file)));
		}
	}

	private void copy(HubResponse response, Path part, long start) throws IOException, InterruptedException {
		OpenOption mode = (start > 0) ? StandardOpenOption.APPEND : StandardOpenOption.TRUNCATE_EXISTING;
		try (OutputStream out = Files.newOutputStream(part, StandardOpenOption.CREATE, StandardOpenOption.WRITE, mode);
				InputStream in = body(response)) {
			byte[] block = new byte[BLOCK];
			long count = start;
			for (int read = read(in, block); read >= 0; read = read(in, block)) {
				count += read;
				if (count > this.file.size()) {
					throw HubException.untrusted(
							"The hub sent more than the listed " + this.file.size() + " bytes of " + this.file.path());
				}
				out.write(block, 0, read);
				this.wanted.check();
			}
			if (count < this.file.size()) {
				throw new CutException("the transfer ended");
			}
		}
	}

	private static InputStream body(HubResponse response) throws CutException {
		try {
			return response.body();
		}
		catch (IOException ex) {
			throw new CutException(ex);
		}
	}

	private static int read(InputStream in, byte[] block) throws CutException {
		try {
			return in.read(block);
		}
		catch (IOException ex) {
			throw new CutException(ex);
		}
	}

	/** Ends a cancelled download with an exception. */
	@FunctionalInterface
	interface Check {

		void check() throws InterruptedException;

	}

}
