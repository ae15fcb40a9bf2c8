package io.mtdnn.hub;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import io.mtdnn.task.Excerpt;
import io.mtdnn.task.Fault;
import org.jspecify.annotations.Nullable;

/**
 * A revision of a repository on a hub.
 *
 * @param repository {@code owner/name}, or {@code name} for the hub's oldest repositories
 * @param revision a branch, a tag or a commit
 */
public record HubReference(String repository, String revision) {

	private static final Pattern PART = Pattern.compile("(?!.*(?:\\.\\.|--))[A-Za-z0-9_][\\w.-]{0,95}");

	private static final Pattern REVISION = Pattern.compile("(?!.*(?:\\.\\.|//))[A-Za-z0-9_][\\w./+-]{0,199}");

	private static final String MAIN = "main";

	/**
	 * A reference with the default revision if none is given.
	 */
	public static HubReference of(String repository, @Nullable String revision) {
		return new HubReference(repository, (revision != null) ? revision : MAIN);
	}

	/** What is wrong with it; empty if it can exist. */
	public List<Fault> faults() {
		List<Fault> faults = new ArrayList<>();
		String[] parts = this.repository.split("/", -1);
		if (parts.length > 2 || !List.of(parts).stream().allMatch((part) -> PART.matcher(part).matches())) {
			faults
				.add(new Fault("hub", "hub must be the name of a repository such as google-bert/bert-large-cased, not '"
						+ Excerpt.of(this.repository) + "'"));
		}
		if (!REVISION.matcher(this.revision).matches()) {
			faults.add(new Fault("revision",
					"revision must be a branch, a tag or a commit, not '" + Excerpt.of(this.revision) + "'"));
		}
		return faults;
	}

	/** The repository's name without its owner. */
	public String name() {
		return this.repository.substring(this.repository.indexOf('/') + 1);
	}

	@Override
	public String toString() {
		return this.repository + "@" + this.revision;
	}

}
