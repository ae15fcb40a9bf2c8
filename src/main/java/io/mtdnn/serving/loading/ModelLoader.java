package io.mtdnn.serving.loading;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.mtdnn.evaluation.Calibration;
import io.mtdnn.evaluation.CalibrationFile;
import io.mtdnn.model.InferenceModel;
import io.mtdnn.model.ModelFactory;
import io.mtdnn.model.ModelFormatException;
import io.mtdnn.model.Precision;
import io.mtdnn.registry.ModelDamagedException;
import io.mtdnn.registry.ModelNotFoundException;
import io.mtdnn.registry.ModelRegistry;
import io.mtdnn.registry.RegisteredModel;
import io.mtdnn.serving.meters.ServingMeters;
import io.mtdnn.task.Task;
import io.mtdnn.task.TokenSequence;
import io.mtdnn.tokenization.TokenizerException;
import io.mtdnn.tokenization.TokenizerFactory;
import io.mtdnn.tokenization.RowTemplate;
import io.mtdnn.tokenization.WordPieceTokenizer;
import io.mtdnn.tokenization.WordPieces;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens the bundle of a model and warms it up, so that its first answer is as fast as
 * later ones.
 */
public final class ModelLoader {

	private static final Logger log = LoggerFactory.getLogger(ModelLoader.class);

	private static final int SHORT_ROW = 16;

	private final ModelRegistry registry;

	private final ModelFactory models;

	private final TokenizerFactory tokenizers;

	private final ServingMeters meters;

	private final long contextCacheBytes;

	/**
	 * A loader for the bundles of a registry.
	 * @param contextCacheBytes maximum size of the cache of tokenised contexts of each
	 * model in bytes; 0 switches it off
	 */
	public ModelLoader(ModelRegistry registry, ModelFactory models, TokenizerFactory tokenizers, ServingMeters meters,
			long contextCacheBytes) {
		this.registry = registry;
		this.models = models;
		this.tokenizers = tokenizers;
		this.meters = meters;
		this.contextCacheBytes = contextCacheBytes;
	}

	/** Number of bytes of memory that the weights of a model take. */
	long bytes(RegisteredModel registered, Path bundle) {
		return usable(registered, bundle, () -> this.models.answeringBytes(bundle));
	}

	/**
	 * Opens a bundle.
	 * @param freed called after the memory has been freed; not called if opening fails
	 * @throws ModelDamagedException when the bundle cannot be used
	 * @throws ModelNotFoundException when the model was deleted meanwhile
	 */
	LoadedModel load(RegisteredModel registered, Path bundle, Runnable freed) {
		return usable(registered, bundle, () -> open(registered, bundle, freed));
	}

	/**
	 * Converts failures. A model that was deleted meanwhile does not exist, and is not
	 * damaged.
	 */
	private <T> T usable(RegisteredModel registered, Path bundle, Supplier<T> work) {
		try {
			return work.get();
		}
		catch (ModelFormatException | TokenizerException | UncheckedIOException ex) {
			if (this.registry.find(registered.id()).isEmpty()) {
				throw new ModelNotFoundException(registered.id());
			}
			throw ModelDamagedException.of(registered, bundle, ex);
		}
	}

	private LoadedModel open(RegisteredModel registered, Path bundle, Runnable freed) {
		long start = System.nanoTime();
		WordPieceTokenizer tokenizer = this.tokenizers.openBundle(bundle);
		InferenceModel model = null;
		try {
			model = this.models.openForInference(bundle);
			LoadedModel loaded = new LoadedModel(registered.id(), model, tokenizer, contexts(),
					calibrations(bundle, registered), freed);
			warmUp(loaded, registered);
			long nanos = System.nanoTime() - start;
			this.meters.loaded(nanos);
			log.info("Loaded model {} ('{}') in {} ms", registered.id(), registered.name(), nanos / 1_000_000);
			tellOfOtherPrecision(registered, model.precision());
			return loaded;
		}
		catch (RuntimeException | Error ex) {
			tokenizer.close();
			if (model != null) {
				model.close();
			}
			throw ex;
		}
	}

	private static void tellOfOtherPrecision(RegisteredModel registered, Precision answering) {
		String evaluated = registered.evaluationPrecision();
		if (evaluated != null && !evaluated.equals(answering.text())) {
			log.info(
					"Model {} answers in {}, but was evaluated in {}: scores and null odds differ slightly from its"
							+ " evaluation; evaluate it again, or set mtdnn.engine.answering-precision",
					registered.id(), answering.text(), evaluated);
		}
	}

	private static Map<String, Calibration> calibrations(Path bundle, RegisteredModel registered) {
		Map<String, Calibration> calibrations = new HashMap<>();
		registered.tasks()
			.forEach((task) -> CalibrationFile.read(bundle, registered.evaluation(task))
				.ifPresent((calibration) -> calibrations.put(task.name(), calibration)));
		return calibrations;
	}

	private Cache<String, WordPieces> contexts() {
		return Caffeine.newBuilder()
			.maximumWeight(this.contextCacheBytes)
			.weigher((String text, WordPieces pieces) -> 2 * text.length() + 12 * pieces.length() + 100)
			.build();
	}

	/**
	 * Runs every head once, because first passes are slow, and measures the speed of the
	 * second pass of a long row.
	 */
	private static void warmUp(LoadedModel loaded, RegisteredModel registered) {
		int longest = Math.min(registered.maxSequenceLength(), loaded.model().maxPositions());
		for (Task task : loaded.model().tasks()) {
			run(loaded, task, row(loaded.tokenizer(), Math.min(SHORT_ROW, longest)));
		}
		Task first = loaded.model().tasks().get(0);
		TokenSequence row = row(loaded.tokenizer(), longest);
		run(loaded, first, row);
		long start = System.nanoTime();
		run(loaded, first, row);
		loaded.ran(row.length(), System.nanoTime() - start);
	}

	private static void run(LoadedModel loaded, Task task, TokenSequence row) {
		if (task.head().everyToken()) {
			loaded.spans(task.name(), List.of(row));
		}
		else {
			loaded.scores(task.name(), List.of(row));
		}
	}

	private static TokenSequence row(WordPieceTokenizer tokenizer, int length) {
		RowTemplate rows = tokenizer.rows();
		int[] pieces = new int[Math.max(0, length - rows.pairTokens())];
		Arrays.fill(pieces, rows.end()[0]);
		int first = pieces.length / 2;
		return rows.pair(pieces, first, pieces, first, pieces.length - first);
	}

}
