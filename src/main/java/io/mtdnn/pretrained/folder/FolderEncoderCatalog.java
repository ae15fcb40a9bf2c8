package io.mtdnn.pretrained.folder;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import io.mtdnn.pretrained.EncoderCatalog;
import io.mtdnn.pretrained.EncoderException;
import io.mtdnn.pretrained.EncoderListing;
import io.mtdnn.pretrained.EncoderListing.Source;
import io.mtdnn.tokenization.RowTemplate;

/**
 * Lists the encoders in a folder and the shipped ones whose archives are available;
 * converts the latter into that folder.
 */
final class FolderEncoderCatalog implements EncoderCatalog {

	private final EncoderFolder folder;

	private final List<Path> archives;

	private final List<ShippedEncoder> shipped;

	private final ContentHashes hashes;

	private final EncoderVerdicts verdicts;

	FolderEncoderCatalog(EncoderFolder folder, List<Path> archives, List<ShippedEncoder> shipped, Clock clock) {
		this.hashes = new ContentHashes(clock);
		this.verdicts = new EncoderVerdicts(folder, clock);
		this.folder = folder;
		this.archives = archives;
		this.shipped = shipped;
	}

	@Override
	public List<String> names() {
		return listings().stream().filter(EncoderListing::available).map(EncoderListing::name).toList();
	}

	@Override
	public List<EncoderListing> listings() {
		Map<String, EncoderListing> listings = new TreeMap<>();
		this.shipped.forEach((encoder) -> listings.put(encoder.name(), shippedListing(encoder)));
		this.folder.names()
			.forEach((name) -> listings.put(name, EncoderListing.of(name, Source.FOLDER, this.verdicts.fault(name))
				.from(OriginFile.read(this.folder.path(name)))));
		return List.copyOf(listings.values());
	}

	private EncoderListing shippedListing(ShippedEncoder encoder) {
		return encoder.archiveIn(this.archives)
			.map((archive) -> EncoderListing.of(encoder.name(), Source.ARCHIVE, encoder.fault(archive)))
			.orElseGet(() -> EncoderListing.notFetched(encoder.name(), encoder.fetch()));
	}

	@Override
	public Path directory(String name) {
		this.folder.requireName(name);
		if (!this.folder.contains(name)) {
			ShippedEncoder encoder = shipped(name).orElseThrow(() -> unknown(name));
			Path archive = encoder.archiveIn(this.archives).orElseThrow(() -> notFetched(encoder));
			new EncoderConversion(this.folder, encoder).convert(archive);
		}
		String fault = this.verdicts.fault(name);
		if (fault != null) {
			throw new EncoderException(fault);
		}
		return this.folder.path(name);
	}

	@Override
	public RowTemplate rows(String name) {
		directory(name);
		return this.verdicts.rows(name);
	}

	@Override
	public String contentHash(String name) {
		return ContentHashes.together(fileHashes(name));
	}

	@Override
	public Map<String, String> fileHashes(String name) {
		Path directory = directory(name);
		try {
			return this.hashes.files(directory, this.folder.files(name));
		}
		catch (IOException ex) {
			throw new EncoderException("encoder '" + name + "' cannot be read", ex);
		}
	}

	private Optional<ShippedEncoder> shipped(String name) {
		return this.shipped.stream().filter((encoder) -> encoder.name().equals(name)).findFirst();
	}

	private EncoderException unknown(String name) {
		StringBuilder message = new StringBuilder("there is no encoder '" + name + "'; " + existing());
		this.shipped.stream()
			.filter((encoder) -> !names().contains(encoder.name()))
			.forEach((encoder) -> message.append("; ").append(encoder.howToFetch()));
		return new EncoderException(message.toString());
	}

	private EncoderException notFetched(ShippedEncoder encoder) {
		return new EncoderException("encoder '" + encoder.name() + "' has not been downloaded: " + encoder.howToFetch()
				+ "; " + existing());
	}

	private String existing() {
		List<String> names = names();
		return names.isEmpty() ? "there are no encoders" : "known encoders: " + String.join(", ", names);
	}

}
