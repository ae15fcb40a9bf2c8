package io.mtdnn.hub;

import java.util.List;
import java.util.Optional;

/**
 * The files of a repository at one commit.
 *
 * @param reference the requested repository and revision
 * @param commit the commit that its revision currently denotes
 * @param files files in the repository's top directory
 */
public record HubSnapshot(HubReference reference, String commit, List<HubFile> files) {

	public HubSnapshot {
		files = List.copyOf(files);
	}

	/** The file with a name. */
	public Optional<HubFile> file(String path) {
		return this.files.stream().filter((file) -> file.path().equals(path)).findFirst();
	}

	/** Total size of the files; the largest long if it is larger. */
	public long totalBytes() {
		return this.files.stream()
			.mapToLong(HubFile::size)
			.reduce(0, (sum, size) -> (size > Long.MAX_VALUE - sum) ? Long.MAX_VALUE : sum + size);
	}

	/** The same with only some of the files. */
	public HubSnapshot with(List<HubFile> some) {
		return new HubSnapshot(this.reference, this.commit, some);
	}

}
