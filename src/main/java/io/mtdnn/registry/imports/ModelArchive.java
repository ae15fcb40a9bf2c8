package io.mtdnn.registry.imports;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipException;

import io.mtdnn.files.CountedStream;
import io.mtdnn.model.EncoderFiles;
import io.mtdnn.registry.imports.ArchiveEntries.Entry;
import io.mtdnn.registry.imports.ArchiveEntries.Kind;
import io.mtdnn.task.Excerpt;
import io.mtdnn.tokenization.TokenizerFileNames;
import org.jspecify.annotations.Nullable;

/**
 * A zip file, or a tar file that is compressed with gzip, with one model directory, at
 * the top or in a folder. Only the files that a model consists of are unpacked, by their
 * names alone, so that no entry can be written outside the target, and no links.
 */
final class ModelArchive {

	private static final int MOST_ENTRIES = 10_000;

	/**
	 * How many times as much as the files of a model the other entries may unpack to:
	 * directories often have the same weights in several formats.
	 */
	private static final int OTHERS = 4;

	private static final Set<String> FILES = Stream
		.concat(Stream.of(EncoderFiles.CONFIG, EncoderFiles.WEIGHTS, EncoderFiles.INDEX),
				TokenizerFileNames.ALL.stream())
		.collect(Collectors.toUnmodifiableSet());

	private final long most;

	private final UnaryOperator<InputStream> bounds;

	private @Nullable String folder;

	private long unpacked;

	private long others;

	/**
	 * @param most maximum number of bytes of all unpacked files
	 * @param bounds ends a stream when the disk fills up
	 */
	ModelArchive(long most, UnaryOperator<InputStream> bounds) {
		this.most = most;
		this.bounds = bounds;
	}

	/**
	 * Unpacks the files of the model.
	 * @throws InvalidImportException when the archive is damaged, too large, or does not
	 * have exactly one model
	 */
	void unpack(InputStream in, Path directory) throws IOException {
		int entries = 0;
		try (ArchiveEntries archive = ArchiveEntries.of(in)) {
			for (Entry entry = archive.next(); entry != null; entry = archive.next()) {
				if (++entries > MOST_ENTRIES) {
					throw fault("has more than " + MOST_ENTRIES + " entries");
				}
				if (entry.kind() != Kind.DIRECTORY) {
					unpack(entry, archive.content(), directory);
				}
				this.others += new CountedStream(archive.content(), this::requireOthers)
					.transferTo(OutputStream.nullOutputStream());
			}
		}
		catch (ZipException | EOFException ex) {
			throw fault("is damaged: " + Excerpt.of(ex.getMessage()));
		}
		if (entries == 0) {
			throw fault("is not a zip file or a tar file compressed with gzip, or is empty");
		}
		if (this.folder == null) {
			throw fault("has no " + EncoderFiles.CONFIG + " and weights as safetensors");
		}
	}

	private void unpack(Entry entry, InputStream content, Path directory) throws IOException {
		String path = entry.name().replace('\\', '/');
		int slash = path.lastIndexOf('/');
		String name = path.substring(slash + 1);
		if (path.startsWith("/") || Stream.of(path.split("/")).anyMatch(".."::equals)) {
			throw fault("has the entry '" + Excerpt.of(entry.name()) + "', whose path points outside the archive");
		}
		if (!FILES.contains(name) && !EncoderFiles.SHARD.matcher(name).matches()) {
			return;
		}
		if (entry.kind() == Kind.SPECIAL) {
			throw fault("has the entry '" + Excerpt.of(entry.name())
					+ "', which is not a file but a link or a device (tar -h packs the files that links point to)");
		}
		String parent = path.substring(0, slash + 1);
		if (this.folder != null && !this.folder.equals(parent)) {
			throw fault("has files of models in several folders: '" + Excerpt.of(this.folder) + "' and '"
					+ Excerpt.of(parent) + "'");
		}
		this.folder = parent;
		Path target = directory.resolve(name);
		if (Files.exists(target)) {
			throw fault("has the entry '" + Excerpt.of(entry.name()) + "' twice");
		}
		try (OutputStream out = Files.newOutputStream(target)) {
			this.bounds.apply(new CountedStream(content, this::requireSize)).transferTo(out);
		}
		this.unpacked += Files.size(target);
	}

	private void requireOthers(long count) {
		if (this.others + count > OTHERS * this.most) {
			throw fault("has other files than those of a model, which unpack to more than " + OTHERS + " times "
					+ this.most + " bytes (mtdnn.imports.max-size)");
		}
	}

	private void requireSize(long count) {
		if (this.unpacked + count > this.most) {
			throw fault("unpacks to more than " + this.most + " bytes (mtdnn.imports.max-size)");
		}
	}

	private static InvalidImportException fault(String what) {
		return InvalidImportException.of("body", "the archive " + what);
	}

}
