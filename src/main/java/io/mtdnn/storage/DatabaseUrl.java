package io.mtdnn.storage;

import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A database URL, analysed for durability. H2 in a file is made durable regardless of its
 * URL.
 */
final class DatabaseUrl {

	private static final String H2 = "jdbc:h2:";

	private static final Pattern ELSEWHERE = Pattern.compile("jdbc:h2:(mem|tcp|ssl):.*", Pattern.DOTALL);

	/** A scheme has at least two letters; a single letter is a drive. */
	private static final Pattern FILE = Pattern.compile("jdbc:h2:(?:(?<scheme>\\w{2,}):)?(?<file>[^;]*)(?<options>.*)",
			Pattern.DOTALL);

	private static final Pattern WRITE_DELAY = Pattern.compile("(?i);\\s*WRITE_DELAY=([^;]*)");

	private final String text;

	DatabaseUrl(String text) {
		this.text = text;
	}

	/** Whether it is H2, embedded or remote. */
	boolean h2() {
		return this.text.startsWith(H2);
	}

	/** Whether it is H2 in a file that this process opens itself. */
	boolean embedded() {
		return h2() && !ELSEWHERE.matcher(this.text).matches();
	}

	/**
	 * Whether the data are lost when the process ends, or their durability depends on
	 * another server's settings.
	 */
	boolean notKept() {
		return h2() && !embedded();
	}

	/** The folder of an embedded database. */
	Optional<Path> folder() {
		if (!embedded()) {
			return Optional.empty();
		}
		String file = parts().group("file")
			.replaceFirst("^~", Matcher.quoteReplacement(System.getProperty("user.home")));
		return Optional.ofNullable(Path.of(file).toAbsolutePath().normalize().getParent());
	}

	/**
	 * The URL of the same database with durable commits.
	 * @throws IllegalArgumentException naming the setting, when the URL asks for
	 * something that cannot be durable
	 */
	String durable() {
		if (!embedded()) {
			return this.text;
		}
		Matcher parts = parts();
		String scheme = parts.group("scheme");
		if (scheme != null && !scheme.matches("file|nio|" + DurableFilePath.SCHEME)) {
			throw new IllegalArgumentException(
					("spring.datasource.url is %s, but commits to '%s:' would not survive a power "
							+ "cut; use jdbc:h2:file:")
						.formatted(this, scheme));
		}
		return H2 + DurableFilePath.SCHEME + ":" + parts.group("file") + withoutDelay(parts.group("options"));
	}

	private String withoutDelay(String options) {
		Matcher delay = WRITE_DELAY.matcher(options);
		if (!delay.find()) {
			return options + ";WRITE_DELAY=0";
		}
		if (!delay.group(1).strip().equals("0")) {
			throw new IllegalArgumentException(
					("spring.datasource.url sets WRITE_DELAY=%s, so that acknowledged commits could "
							+ "be lost; remove WRITE_DELAY")
						.formatted(delay.group(1)));
		}
		return options;
	}

	private Matcher parts() {
		Matcher parts = FILE.matcher(this.text);
		if (!parts.matches()) {
			throw new IllegalArgumentException("spring.datasource.url is %s, which is not a valid URL".formatted(this));
		}
		return parts;
	}

	/** The URL without its options, which may contain a password. */
	@Override
	public String toString() {
		return this.text.replaceFirst("//[^/]*@", "//").replaceFirst("(?s)[?;].*", "");
	}

}
