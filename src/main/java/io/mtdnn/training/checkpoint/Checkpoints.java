package io.mtdnn.training.checkpoint;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

import io.mtdnn.files.Replacement;
import io.mtdnn.files.Trees;
import io.mtdnn.training.TrainingFailure;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The checkpoints of one run. Each is a directory with checksums that is written
 * atomically, so that a directory with a name such as {@code step-000000100-b} is always
 * complete. The last two are kept.
 */
public final class Checkpoints {

	public static final String MODEL = "state.safetensors";

	private static final String RUN = "run.json";

	private static final String PREFIX = "step-";

	private static final int KEPT = 2;

	private final Path directory;

	private final JsonMapper json;

	public Checkpoints(Path directory, JsonMapper json) {
		this.directory = directory;
		this.json = json;
	}

	/**
	 * Writes a checkpoint.
	 * @param saveModel writes weights and optimiser state to the given file
	 * @return size in bytes
	 */
	public long write(RunState state, Consumer<Path> saveModel) {
		String name = PREFIX + "%09d".formatted(state.step()) + (state.evaluationPending() ? "-a" : "-b");
		Path target = this.directory.resolve(name);
		try {
			Replacement.removeUnfinished(this.directory);
			Replacement.directory(target, (checkpoint) -> {
				saveModel.accept(checkpoint.resolve(MODEL));
				Files.write(checkpoint.resolve(RUN), this.json.writeValueAsBytes(state));
				Checksums.write(checkpoint, List.of(MODEL, RUN), this.json);
			});
			long bytes = Files.size(target.resolve(MODEL));
			removeOthers(target);
			return bytes;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Finds the newest complete checkpoint of a plan.
	 * @param notes receives a sentence for each skipped checkpoint
	 * @return null if there is none
	 */
	public @Nullable Loaded newest(String planHash, List<String> notes) {
		for (Path candidate : newestFirst()) {
			String damage = Checksums.damage(candidate, this.json);
			if (damage == null) {
				RunState state = read(candidate);
				if (state != null && state.planHash().equals(planHash)) {
					return new Loaded(state, candidate.resolve(MODEL));
				}
				damage = "it belongs to a different plan or different data";
			}
			notes.add("checkpoint " + candidate.getFileName() + " was skipped: " + damage);
		}
		return null;
	}

	/**
	 * Writes a checkpoint and converts a failure to one that names the remedy.
	 * @throws TrainingFailure of kind {@link FailureKind#CAPACITY} when the disk is full;
	 * earlier checkpoints remain complete
	 */
	public static long orFailure(int step, LongSupplier writing) {
		try {
			return writing.getAsLong();
		}
		catch (UncheckedIOException ex) {
			throw TrainingFailure.unwritten("the checkpoint of step " + step, "earlier checkpoints are complete",
					Objects.requireNonNull(ex.getCause()));
		}
	}

	private @Nullable RunState read(Path checkpoint) {
		try {
			return this.json.readValue(Files.readAllBytes(checkpoint.resolve(RUN)), RunState.class);
		}
		catch (IOException | JacksonException ex) {
			return null;
		}
	}

	private List<Path> newestFirst() {
		if (!Files.isDirectory(this.directory)) {
			return List.of();
		}
		try (Stream<Path> entries = Files.list(this.directory)) {
			return entries.filter((entry) -> entry.getFileName().toString().startsWith(PREFIX))
				.sorted(Comparator.comparing((Path entry) -> entry.getFileName().toString()).reversed())
				.toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Keeps a new checkpoint and the one before it. Later ones are damaged or of a
	 * different plan, because the run has resumed before them.
	 */
	private void removeOthers(Path written) throws IOException {
		List<Path> all = newestFirst();
		int position = all.indexOf(written);
		for (Path later : all.subList(0, position)) {
			Trees.delete(later);
		}
		for (Path old : all.subList(Math.min(position + KEPT, all.size()), all.size())) {
			Trees.delete(old);
		}
	}

	/**
	 * A checkpoint from which a run resumes.
	 *
	 * @param model file with the weights and the optimiser state
	 */
	public record Loaded(RunState state, Path model) {

	}

}
