package io.mtdnn.registry.store;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

import io.mtdnn.evaluation.QuestionResult;
import io.mtdnn.evaluation.QuestionResults;
import io.mtdnn.registry.AliasMoving;
import io.mtdnn.registry.AliasRefusedException;
import io.mtdnn.registry.ModelDamagedException;
import io.mtdnn.registry.ModelInUseException;
import io.mtdnn.registry.ModelMismatchException;
import io.mtdnn.registry.ModelNotFoundException;
import io.mtdnn.registry.ModelQuestions;
import io.mtdnn.registry.ModelRegistration;
import io.mtdnn.registry.ModelRegistry;
import io.mtdnn.registry.ModelRemoved;
import io.mtdnn.registry.ModelUnavailableException;
import io.mtdnn.registry.RegisteredModel;
import io.mtdnn.registry.RegistryInputException;
import io.mtdnn.registry.RemovedModel;
import io.mtdnn.registry.predictions.EvaluatedQuestions;
import io.mtdnn.registry.predictions.Predictions;
import io.mtdnn.registry.predictions.QuestionPage;
import io.mtdnn.registry.predictions.QuestionPage.EvaluatedQuestion;
import io.mtdnn.registry.predictions.QuestionQuery;
import io.mtdnn.registry.predictions.Verdict;
import io.mtdnn.registry.store.AliasMove.Kind;
import io.mtdnn.registry.thresholds.ThresholdStudy;
import io.mtdnn.registry.thresholds.Thresholds;
import io.mtdnn.Patience;
import io.mtdnn.SteppingClock;
import io.mtdnn.task.HeadKind;
import io.mtdnn.task.Task;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.data.jpa.test.autoconfigure.DataJpaTest;
import org.springframework.boot.jdbc.test.autoconfigure.AutoConfigureTestDatabase;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

/** The behaviour of the registry on every database. */
@DataJpaTest
@AutoConfigureTestDatabase(replace = AutoConfigureTestDatabase.Replace.NONE)
@Transactional(propagation = Propagation.NOT_SUPPORTED)
@Import({ StoredModels.class, ModelAliases.class, AliasMoves.class, DefaultModel.class, ModelRemoval.class,
		ModelCatalog.class, Thresholds.class, Predictions.class, EvaluatedQuestions.class, ModelQuestions.class,
		StoredThresholds.class, RegistryJson.class, RegistryContract.Doubles.class })
abstract class RegistryContract {

	@Autowired
	private ModelRegistry registry;

	@Autowired
	private ModelAliases aliases;

	@Autowired
	private ModelCatalog catalog;

	@Autowired
	private Thresholds thresholds;

	@Autowired
	private Predictions predictions;

	@Autowired
	private EvaluatedQuestions questions;

	@Autowired
	private SteppingClock clock;

	@Autowired
	private InMemoryArtifactStore artifacts;

	@Autowired
	private DescribingModelFactory factory;

	@Autowired
	private MovingAliases moving;

	@Autowired
	private ModelRemoval removal;

	@Autowired
	private DefaultModel defaults;

	@Autowired
	private JdbcTemplate jdbc;

	@Autowired
	private TransactionTemplate transaction;

	@BeforeEach
	void empty() {
		this.jdbc.update("delete from model_alias");
		this.jdbc.update("delete from model_alias_move");
		this.jdbc.update("delete from model");
		this.jdbc.update("delete from model_removal");
		this.artifacts.away = null;
		this.moving.removed.clear();
		this.moving.refused = null;
		this.moving.seen.clear();
	}

	@Test
	void aRegisteredModelIsFoundUnchanged() {
		RegisteredModel model = register("job-1", "first");

		assertThat(this.registry.find("job-1")).contains(model);
		assertThat(this.registry.newest()).contains(model);
		assertThat(model.metrics()).isEqualTo(Map.of("squad-v2", Map.of("f1", 61.25)));
		assertThat(model.tasks()).isEqualTo(DescribingModelFactory.DESCRIPTION.tasks());
		assertThat(model.nullThreshold()).isEqualTo(-1.5);
		assertThat(model.provenance()).containsEntry("seed", 42);
		assertThat(this.registry.bundle(model)).isEqualTo(Path.of("bundle-of-job-1"));
		assertThat(this.artifacts.exists("models/job-1")).isTrue();
	}

	@Test
	void registeringAJobTwiceKeepsTheFirstModel() {
		RegisteredModel first = register("job-1", "first");
		this.clock.advance(Duration.ofMinutes(1));

		assertThat(register("job-1", "another name")).isEqualTo(first);
		assertThat(this.catalog.page(null, 10).models()).containsExactly(first);
	}

	@Test
	void aNameSelectsItsNewestModel() {
		register("job-1", "qa");
		this.clock.advance(Duration.ofSeconds(1));
		RegisteredModel second = register("job-2", "qa");
		this.clock.advance(Duration.ofSeconds(1));
		RegisteredModel third = register("job-3", "other");

		assertThat(this.registry.find("qa")).contains(second);
		assertThat(this.registry.newest()).contains(third);
		assertThat(this.registry.find("nothing")).isEmpty();
	}

	@Test
	void theNewestModelOfAHeadNeedNotBeTheNewestOfAll() {
		RegisteredModel both = register("job-1", "both");
		this.clock.advance(Duration.ofSeconds(1));
		Path bundle = Path.of("bundle-of-job-2");
		// a label that reads like a head is not one
		this.factory.describe(bundle,
				List.of(new Task("mnli", HeadKind.CLASSIFICATION, List.of("\"head\":\"SPAN\"", "b")),
						new Task("swag", HeadKind.MULTIPLE_CHOICE, List.of())));
		RegisteredModel second = register("job-2", "sentences", bundle);

		assertThat(this.registry.newest()).contains(second);
		assertThat(this.registry.newest(HeadKind.SPAN, null)).contains(both);
		assertThat(this.registry.newest(HeadKind.MULTIPLE_CHOICE, null)).contains(second);
		assertThat(this.registry.newest(HeadKind.CLASSIFICATION, null)).contains(second);
		assertThat(this.registry.newest(HeadKind.CLASSIFICATION, "cola")).contains(both);
		assertThat(this.registry.newest(HeadKind.CLASSIFICATION, "col")).isEmpty();
		assertThat(this.registry.newest(HeadKind.CLASSIFICATION, "\0")).isEmpty();
		assertThat(this.registry.newest(HeadKind.CLASSIFICATION, "\uD800")).isEmpty();
		assertThat(this.registry.newest(HeadKind.CLASSIFICATION, "%")).isEmpty();
	}

	@Test
	void unstorableTextFindsNothing() {
		for (String reference : List.of("", "\0", "a\0b", "\uD800", "x".repeat(201))) {
			assertThat(this.registry.find(reference)).isEmpty();
		}
		assertThat(this.registry.find("\uD83D\uDE00 ' -- ; drop")).isEmpty();
	}

	@Test
	void anAliasTakesPrecedenceOverNamesAndCanMove() {
		RegisteredModel first = register("job-1", "production");
		this.clock.advance(Duration.ofSeconds(1));
		RegisteredModel second = register("job-2", "other");

		this.aliases.move("production", "other", "ada");
		assertThat(this.registry.find("production")).contains(second);
		this.aliases.move("production", "job-1", "ada");
		assertThat(this.registry.find("production")).contains(first);
		assertThat(this.aliases.all()).singleElement()
			.satisfies((alias) -> assertThat(alias.modelId()).isEqualTo("job-1"));
		this.aliases.remove("production", "ada");
		assertThat(this.aliases.all()).isEmpty();
		assertThatThrownBy(() -> this.aliases.remove("production", "ada")).isInstanceOf(AliasNotFoundException.class);
	}

	@Test
	void theCallerWhoMovedAnAliasIsStored() {
		register("job-1", "first");
		register("job-2", "second");
		Instant begin = this.clock.instant().truncatedTo(ChronoUnit.MICROS);
		this.aliases.move("production", "job-1", "ada");
		this.clock.advance(Duration.ofMinutes(1));
		this.aliases.move("production", "second", "grace");
		this.clock.advance(Duration.ofMinutes(1));
		this.aliases.remove("production", null);

		assertThat(this.aliases.history("production", 10)).containsExactly(
				new AliasMove("production", Kind.REMOVED, null, null, begin.plusSeconds(120), null),
				new AliasMove("production", Kind.MOVED, "job-2", "second", begin.plusSeconds(60), "grace"),
				new AliasMove("production", Kind.MOVED, "job-1", "first", begin, "ada"));
		assertThat(this.aliases.history("production", 1)).extracting(AliasMove::kind).containsExactly(Kind.REMOVED);
		assertThatThrownBy(() -> this.aliases.history("never", 10)).isInstanceOf(AliasNotFoundException.class);
	}

	@Test
	void rollingBackGoesFurtherEachTime() {
		List.of("job-1", "job-2", "job-3").forEach((job) -> register(job, job));
		List.of("job-1", "job-2", "job-3").forEach((job) -> this.aliases.move("live", job, "ada"));

		assertThat(this.aliases.previous("live")).contains("job-2");
		assertThat(this.aliases.rollBack("live", "grace").modelId()).isEqualTo("job-2");
		assertThat(this.aliases.rollBack("live", "grace").modelId()).isEqualTo("job-1");
		assertThat(this.moving.seen).endsWith("live -> job-2", "live -> job-1");
		assertThat(this.aliases.previous("live")).isEmpty();
		assertThatThrownBy(() -> this.aliases.rollBack("live", "grace")).isInstanceOf(AliasWithoutPastException.class);
		assertThat(this.aliases.history("live", 2)).extracting(AliasMove::kind, AliasMove::modelId, AliasMove::by)
			.containsExactly(tuple(Kind.ROLLED_BACK, "job-1", "grace"), tuple(Kind.ROLLED_BACK, "job-2", "grace"));
		this.aliases.move("live", "job-3", "ada");
		assertThat(this.aliases.previous("live")).contains("job-1");
		assertThatThrownBy(() -> this.aliases.rollBack("none", "ada")).isInstanceOf(AliasNotFoundException.class);
	}

	/** Loading the earlier model takes a while. */
	@Test
	void rollingBackStartsFromTheModelOfASimultaneousMove() {
		List.of("job-1", "job-2", "job-3").forEach((job) -> register(job, job));
		List.of("job-1", "job-2").forEach((job) -> this.aliases.move("live", job, "ada"));

		this.moving.meanwhile = () -> this.aliases.move("live", "job-3", "grace");
		assertThat(this.aliases.rollBack("live", "ada").modelId()).isEqualTo("job-2");
		assertThat(this.aliases.history("live", 2)).extracting(AliasMove::kind, AliasMove::modelId)
			.containsExactly(tuple(Kind.ROLLED_BACK, "job-2"), tuple(Kind.MOVED, "job-3"));

		this.moving.meanwhile = () -> this.aliases.remove("live", "grace");
		assertThatThrownBy(() -> this.aliases.rollBack("live", "ada")).isInstanceOf(AliasNotFoundException.class);
		assertThat(this.aliases.all()).isEmpty();
	}

	@Test
	void rollingBackSkipsDeletedModelsAndRejectsDamagedOnes() {
		List.of("job-1", "job-2", "job-3").forEach((job) -> register(job, job));
		List.of("job-1", "job-2", "job-3").forEach((job) -> this.aliases.move("live", job, "ada"));
		this.registry.remove("job-2", false);
		this.artifacts.delete("models/job-1");

		assertThat(this.aliases.previous("live")).contains("job-1");
		assertThatThrownBy(() -> this.aliases.rollBack("live", "ada")).isInstanceOf(AliasRefusedException.class);
		this.registry.remove("job-3", true);
		assertThat(this.aliases.history("live", 1)).extracting(AliasMove::kind).containsExactly(Kind.MODEL_DELETED);
	}

	@Test
	void theFirstModelAboveItsBaselineBecomesTheDefault() {
		register("job-1", "silent", Map.of("squad-v2", Map.of("f1", 7.03, "always_empty_f1", 46.0)));
		register("job-2", "as-good-as-silent", Map.of("squad-v2", Map.of("f1", 46.0, "always_empty_f1", 46.0)));
		register("job-3", "unknown", Map.of());
		assertThat(this.registry.aliased("default")).isEmpty();

		RegisteredModel first = register("job-4", "reads",
				Map.of("squad-v2", Map.of("f1", 46.5, "always_empty_f1", 46.0)));
		register("job-5", "reads better", Map.of("squad-v2", Map.of("f1", 80.0, "always_empty_f1", 46.0)));
		assertThat(this.registry.aliased("default")).contains(first);
		assertThat(this.aliases.history("default", 10)).extracting(AliasMove::modelId, AliasMove::by)
			.containsExactly(tuple("job-4", null));

		this.aliases.move("default", "job-1", "ada");
		register("job-6", "reads best", Map.of("squad-v2", Map.of("f1", 90.0, "always_empty_f1", 46.0)));
		assertThat(this.registry.aliased("default"))
			.hasValueSatisfying((model) -> assertThat(model.id()).isEqualTo("job-1"));
	}

	@Test
	void aModelThatWasDeletedMeanwhileDoesNotBecomeTheDefault() {
		register("job-1", "plain");
		RegisteredModel deleted = register("job-2", "reads",
				Map.of("squad-v2", Map.of("f1", 46.5, "always_empty_f1", 46.0)));
		this.registry.remove("job-2", true);
		this.defaults.offer(deleted);
		assertThat(this.registry.aliased("default")).isEmpty();
	}

	@Test
	void aModelWithoutSpansIsComparedByItsFirstTask() {
		Path bundle = Path.of("bundle-of-cola");
		this.factory.describe(bundle,
				List.of(new Task("cola", HeadKind.CLASSIFICATION, List.of("unacceptable", "acceptable"))));
		RegisteredModel guessing = this.registry.register(new ModelRegistration("job-1", "guessing", bundle,
				Map.of("cola", Map.of("matthews_correlation", -0.12))));
		assertThat(guessing.belowBaseline()).containsOnlyKeys("cola");
		assertThat(this.registry.aliased("default")).isEmpty();
		RegisteredModel learnt = this.registry.register(
				new ModelRegistration("job-2", "learnt", bundle, Map.of("cola", Map.of("matthews_correlation", 0.3))));
		assertThat(learnt.belowBaseline()).isEmpty();
		assertThat(this.registry.aliased("default")).contains(learnt);
	}

	@Test
	void idsAndNamesCannotBeTheDefault() {
		register("default", "default");
		assertThat(this.registry.find("default")).isPresent();
		assertThat(this.registry.aliased("default")).isEmpty();
	}

	@Test
	void aDeletedModelIsRemovedWithItsFiles() {
		register("job-1", "qa");
		RegisteredModel other = register("job-2", "qa");

		assertThat(this.registry.remove("job-2", false).aliases()).isEmpty();

		assertThat(this.registry.find("job-2")).isEmpty();
		assertThat(this.registry.find("qa")).hasValueSatisfying((model) -> assertThat(model.id()).isEqualTo("job-1"));
		assertThat(this.artifacts.keys("models/")).contains("models/job-1").doesNotContain("models/job-2");
		assertThat(this.moving.removed).containsExactly("job-2");
		assertThat(pendingRemovals()).isEmpty();
		assertThatThrownBy(() -> this.registry.bundle(other)).isInstanceOf(ModelNotFoundException.class);
		assertThatThrownBy(() -> this.registry.remove("job-2", false)).isInstanceOf(ModelNotFoundException.class);
		assertThatThrownBy(() -> this.thresholds.promote(other, 1)).isInstanceOf(ModelNotFoundException.class);
	}

	/** Its worker is taken for dead while it stores the files. */
	@Test
	void aRegistrationWithoutPermissionStoresNothing() {
		assertThatThrownBy(() -> this.registry.register(attempt(1), () -> {
			assertThat(this.artifacts.exists("models/raced/1")).isTrue();
			throw new IllegalStateException("taken for dead");
		})).hasMessage("taken for dead");
		assertThat(this.registry.find("raced")).isEmpty();
		assertThat(this.artifacts.keys("models/raced/")).isEmpty();
	}

	/** An attempt that comes late does not replace the files of its successor. */
	@Test
	void theFilesOfAModelAreThoseOfTheAttemptThatRegisteredIt() {
		this.artifacts.put("models/raced/0", Path.of("left-by-a-killed-attempt"));
		List<RegisteredModel> winner = new ArrayList<>();
		RegisteredModel late = this.registry.register(attempt(1),
				() -> winner.add(CompletableFuture
					.supplyAsync(() -> this.registry.register(attempt(2)), (task) -> new Thread(task).start())
					.join()));
		assertThat(late).isEqualTo(winner.get(0));
		assertThat(this.registry.bundle(late)).isEqualTo(Path.of("attempt-2"));
		assertThat(this.artifacts.keys("models/raced/")).containsExactly("models/raced/2");

		this.registry.remove("raced", false);
		assertThat(this.artifacts.keys("models/raced/")).isEmpty();
	}

	private static ModelRegistration attempt(int number) {
		return new ModelRegistration("raced", "qa", Path.of("attempt-" + number),
				Map.of("squad-v2", Map.of("f1", 61.25)), Integer.toString(number));
	}

	@Test
	void aModelWithAliasesIsDeletedOnlyByForce() {
		RegisteredModel model = register("job-1", "qa");
		this.aliases.move("production", "job-1", "ada");
		this.aliases.move("default", "job-1", "ada");

		assertThatThrownBy(() -> this.registry.remove("job-1", false)).isInstanceOfSatisfying(ModelInUseException.class,
				(ex) -> assertThat(ex.aliases()).containsExactly("default", "production"));
		assertThat(this.registry.find("production")).contains(model);
		assertThat(this.artifacts.exists("models/job-1")).isTrue();

		assertThat(this.registry.remove("job-1", true).aliases()).containsExactly("default", "production");
		assertThat(this.aliases.all()).isEmpty();
		assertThat(this.registry.find("job-1")).isEmpty();
	}

	/** The deletion begins while the move has not been committed. */
	@Test
	void anAliasThatIsMovedAwayIsNotDeletedWithItsFormerModel() {
		register("job-1", "qa");
		register("job-2", "qa");
		this.aliases.move("live", "job-1", "ada");
		CompletableFuture<RemovedModel> removal = this.transaction.execute((status) -> {
			this.aliases.move("live", "job-2", "ada");
			CompletableFuture<RemovedModel> begun = CompletableFuture
				.supplyAsync(() -> this.registry.remove("job-1", true), (task) -> new Thread(task).start());
			Patience.await().until(() -> this.jdbc.queryForObject(waiting(), Integer.class) > 0);
			return begun;
		});

		assertThat(removal.join().aliases()).isEmpty();
		assertThat(this.registry.find("job-1")).isEmpty();
		assertThat(this.registry.aliased("live"))
			.hasValueSatisfying((model) -> assertThat(model.id()).isEqualTo("job-2"));
		assertThat(this.aliases.history("live", 1)).extracting(AliasMove::kind).containsExactly(Kind.MOVED);
	}

	/** The deletion has not been committed when the threshold is set. */
	@Test
	void noThresholdIsSetForAModelThatIsBeingDeleted() {
		RegisteredModel model = register("job-1", "qa");
		CompletableFuture<?> setting = this.transaction.execute((status) -> {
			this.registry.remove("job-1", false);
			CompletableFuture<?> begun = CompletableFuture.supplyAsync(() -> this.thresholds.promote(model, 1),
					(task) -> new Thread(task).start());
			Patience.await().until(() -> this.jdbc.queryForObject(waiting(), Integer.class) > 0);
			return begun;
		});

		assertThatThrownBy(setting::join).hasCauseInstanceOf(ModelNotFoundException.class);
	}

	@Test
	void anAliasIsDeletedOnce() {
		register("job-1", "qa");
		this.aliases.move("live", "job-1", "ada");
		CompletableFuture<Void> second = this.transaction.execute((status) -> {
			this.aliases.remove("live", "ada");
			CompletableFuture<Void> begun = CompletableFuture.runAsync(() -> this.aliases.remove("live", "grace"),
					(task) -> new Thread(task).start());
			Patience.await().until(() -> this.jdbc.queryForObject(waiting(), Integer.class) > 0);
			return begun;
		});

		assertThatThrownBy(second::join).hasCauseInstanceOf(AliasNotFoundException.class);
		assertThat(this.aliases.history("live", 2)).extracting(AliasMove::by).containsExactly("ada", "ada");
	}

	/** A query for the number of sessions that wait for a lock. */
	abstract String waiting();

	@Test
	void theModelsOfAJobAreDeletedTogetherOrNotAtAll() {
		register("job-1", "qa");
		register("job-1-best", "qa (best epoch)");
		this.aliases.move("production", "job-1-best", "ada");

		assertThatThrownBy(() -> this.registry.removeOfJob("job-1")).isInstanceOfSatisfying(ModelInUseException.class,
				(ex) -> assertThat(ex.aliases()).containsExactly("production"));
		assertThat(this.registry.ofJob("job-1")).hasSize(2);
		assertThat(this.artifacts.exists("models/job-1")).isTrue();
		assertThat(this.moving.removed).isEmpty();

		this.aliases.remove("production", "ada");
		this.registry.removeOfJob("job-1");
		assertThat(this.registry.ofJob("job-1")).isEmpty();
		assertThat(this.moving.removed).containsExactly("job-1", "job-1-best");
		this.registry.removeOfJob("job-1");
	}

	@Test
	void modelsAreDeletedOnlyByTheirId() {
		register("job-1", "qa");
		this.aliases.move("production", "job-1", "ada");
		for (String reference : List.of("production", "qa")) {
			assertThatThrownBy(() -> this.registry.remove(reference, true)).isInstanceOf(ModelMismatchException.class)
				.hasMessageContaining("job-1");
		}
		assertThat(this.registry.find("job-1")).isPresent();
		assertThatThrownBy(() -> this.registry.remove("\0", true)).isInstanceOf(ModelNotFoundException.class);
	}

	@Test
	void filesThatCannotBeRemovedAreRemovedLater() {
		register("job-1", "qa");
		this.artifacts.away = new UncheckedIOException(new IOException("away"));

		this.registry.remove("job-1", false);

		assertThat(this.registry.find("job-1")).isEmpty();
		assertThat(pendingRemovals()).containsExactly("job-1");
		this.artifacts.away = null;
		assertThat(this.artifacts.exists("models/job-1")).isTrue();
		this.removal.removeFiles();
		assertThat(this.artifacts.exists("models/job-1")).isFalse();
		assertThat(pendingRemovals()).isEmpty();
	}

	@Test
	void filesOfAModelRegisteredAgainAreKept() {
		register("job-1", "qa");
		this.artifacts.away = new UncheckedIOException(new IOException("away"));
		this.registry.remove("job-1", false);
		this.artifacts.away = null;
		register("job-1", "qa");

		this.removal.removeFiles();

		assertThat(this.artifacts.exists("models/job-1")).isTrue();
		assertThat(pendingRemovals()).isEmpty();
	}

	/** Issuers of tokens may give subjects of any length, with any characters. */
	@Test
	void aCallerOfAnyNameMovesAnAlias() {
		register("job-1", "qa");
		this.aliases.move("live", "job-1", "a\0b" + "c".repeat(400));
		assertThat(this.aliases.history("live", 1)).singleElement()
			.satisfies((move) -> assertThat(move.by()).hasSize(300).startsWith("a bc").endsWith("c..."));
	}

	@Test
	void theModelsOfAJobAreFound() {
		RegisteredModel model = register("job-1", "qa");
		register("job-11", "qa");
		assertThat(this.registry.ofJob("job-1")).containsExactly(model);
		assertThat(this.registry.ofJob("job-2")).isEmpty();
		assertThat(this.catalog.ofJobs(List.of("job-1", "job-2", "\0"))).containsExactly(model);
		RegisteredModel best = register("job-1-best", "qa");
		assertThat(this.registry.ofJob("job-1")).containsExactly(model, best);
		assertThat(this.catalog.ofJobs(List.of("job-1", "job-2"))).containsExactlyInAnyOrder(model, best);
	}

	@Test
	void damageAndAbsenceAreDistinguished() {
		RegisteredModel model = register("job-1", "qa");
		this.artifacts.away = new UncheckedIOException(new IOException("away"));
		assertThatThrownBy(() -> this.registry.bundle(model)).isInstanceOf(ModelUnavailableException.class);
		this.artifacts.away = null;
		this.artifacts.delete("models/job-1");
		assertThatThrownBy(() -> this.registry.bundle(model)).isInstanceOf(ModelDamagedException.class)
			.hasMessageContaining("DELETE /models/job-1");
		assertThatThrownBy(() -> this.aliases.move("live", "job-1", "ada")).isInstanceOf(AliasRefusedException.class)
			.hasMessageContaining("'live' was not moved");
		assertThat(this.aliases.all()).isEmpty();
	}

	private List<String> pendingRemovals() {
		return this.jdbc.queryForList("select model_id from model_removal", String.class);
	}

	private RegisteredModel register(String job, String name, Map<String, Map<String, Double>> metrics) {
		this.clock.advance(Duration.ofSeconds(1));
		return this.registry.register(new ModelRegistration(job, name, Path.of("bundle-of-" + job), metrics));
	}

	@Test
	void anAliasMovesOnlyIfItsModelIsReady() {
		register("job-1", "a");
		register("job-2", "b");
		this.aliases.move("live", "job-1", "ada");
		this.moving.refused = "job-2";

		assertThatThrownBy(() -> this.aliases.move("live", "job-2", "ada")).hasMessage("cannot load");
		assertThat(this.registry.find("live")).hasValueSatisfying((model) -> assertThat(model.id()).isEqualTo("job-1"));
		assertThat(this.moving.seen).containsExactly("live -> job-1", "live -> job-2");
	}

	@Test
	void aliasesThatHideAnIdOrCannotBeTypedAreRejected() {
		register("job-1", "a");

		assertThatThrownBy(() -> this.aliases.move("job-1", "a", "ada")).isInstanceOf(ModelMismatchException.class);
		assertThatThrownBy(() -> this.aliases.move("a/b", "a", "ada")).isInstanceOf(RegistryInputException.class);
		for (String call : List.of("aliases", "imports")) {
			assertThatThrownBy(() -> this.aliases.move(call, "a", "ada")).isInstanceOf(RegistryInputException.class);
		}
		assertThatThrownBy(() -> this.aliases.move("live", "none", "ada")).isInstanceOf(ModelNotFoundException.class);
	}

	@Test
	void pagesListAllModelsNewestFirst() {
		List<String> expected = new ArrayList<>();
		for (int i = 0; i < 7; i++) {
			// three share an instant: the id decides
			if (i < 2 || i > 4) {
				this.clock.advance(Duration.ofSeconds(1));
			}
			register("job-" + i, "qa");
			expected.add(0, "job-" + i);
		}
		List<String> found = new ArrayList<>();
		ModelPage page = this.catalog.page(null, 3);
		page.models().forEach((model) -> found.add(model.id()));
		register("later", "qa");
		while (page.next() != null) {
			page = this.catalog.page(page.next(), 3);
			page.models().forEach((model) -> found.add(model.id()));
		}
		assertThat(found).isEqualTo(expected);
	}

	@Test
	void anInvalidCursorIsRejected() {
		for (String cursor : List.of("", "x", "!!", "MjAyNi0wMS0wMQ", cursor("+1000000000-12-31T23:59:59Z a"),
				cursor("-0001-01-01T00:00:00Z a"), cursor("2026-01-01T00:00:00Z a\0b"))) {
			assertThatThrownBy(() -> this.catalog.page(cursor, 3)).isInstanceOf(RegistryInputException.class);
		}
	}

	private static String cursor(String position) {
		return Base64.getUrlEncoder().encodeToString(position.getBytes(StandardCharsets.UTF_8));
	}

	@Test
	void aPromotedThresholdIsStored() {
		RegisteredModel model = register("job-1", "qa");

		RegisteredModel promoted = this.thresholds.promote(model, 0.75);

		assertThat(promoted.nullThreshold()).isEqualTo(0.75);
		assertThat(this.registry.find("job-1")).contains(promoted);
		assertThatThrownBy(() -> this.thresholds.promote(model, Double.NaN)).isInstanceOf(RegistryInputException.class);
	}

	@Test
	void scoresOverThresholdsComeFromTheBundle(@TempDir Path bundle) throws IOException {
		Files.writeString(bundle.resolve("null-odds-squad-v2.jsonl"), """
				{"id":"a","bestText":"the Rhine","nullOdds":-2.0,"golds":["Rhine","river Rhine"]}
				{"id":"b","bestText":"1984","nullOdds":1.0,"golds":[]}
				{"id":"c","bestText":"","nullOdds":"Infinity","golds":[]}
				{"id":"d","bestText":"red","nullOdds":2.0,"golds":["red car"]}
				""");
		RegisteredModel model = register("job-1", "qa", bundle);

		ThresholdStudy study = this.thresholds.study(model, null, 10, List.of(0.05));

		assertThat(study.dataset()).isEqualTo("squad-v2");
		assertThat(study.total()).isEqualTo(4);
		// at -2 the first is right, b and c are rightly empty, d is wrongly empty
		assertThat(study.curve().bestExact().threshold()).isEqualTo(-2.0);
		assertThat(study.curve().bestExact().score()).isEqualTo(75.0);
		assertThat(study.curve().points()).anySatisfy((point) -> {
			assertThat(point.threshold()).isEqualTo(2.0);
			assertThat(point.exact()).isEqualTo(50.0);
			assertThat(point.hasAnsExact()).isEqualTo(50.0);
			assertThat(point.hasAnsF1()).isCloseTo(100 * (1 + 2 / 3.0) / 2, within(1e-9));
			assertThat(point.noAns()).isEqualTo(50.0);
		});
		// the official search counts the same here; nothing is calibrated
		assertThat(study.official()).containsOnlyKeys("best_exact", "best_exact_thresh", "best_f1", "best_f1_thresh")
			.containsEntry("best_exact", 75.0)
			.containsEntry("best_exact_thresh", -2.0);
		assertThat(study.calibration()).isNull();
		assertThat(study.riskCoverage().points()).last().satisfies((point) -> {
			assertThat(point.coverage()).isEqualTo(0.75);
			assertThat(point.risk()).isEqualTo(2.0 / 3);
		});
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		this.predictions.writePredictions(model, null, 1, out);
		assertThat(out.toString(StandardCharsets.UTF_8))
			.isEqualTo("{\"a\":\"the Rhine\",\"b\":\"1984\",\"c\":\"\",\"d\":\"\"}");
		out.reset();
		this.predictions.writeNullOdds(model, "squad-v2", out);
		assertThat(out.toString(StandardCharsets.UTF_8))
			.isEqualTo("{\"a\":-2.0,\"b\":1.0,\"c\":1.7976931348623157E308,\"d\":2.0}");
		assertThatThrownBy(() -> this.predictions.writeNBest(model, null, out))
			.isInstanceOf(ModelMismatchException.class);
		Files.writeString(bundle.resolve("null-odds-squad-v2.jsonl"), "{\"id\":\"a\",\"bestText\":");
		assertThatThrownBy(() -> this.thresholds.study(model, null, 10, List.of(0.05))).isInstanceOfSatisfying(
				ModelDamagedException.class, (ex) -> assertThat(ex.file()).isEqualTo("null-odds-squad-v2.jsonl"));
		assertThatThrownBy(() -> this.thresholds.study(model, "squad-v1", 10, List.of(0.05)))
			.isInstanceOf(ModelMismatchException.class)
			.hasMessageContaining("squad-v2");
	}

	@Test
	void errorsAreListedByKind(@TempDir Path bundle) {
		// the model's threshold is -1.5
		QuestionResults.write(bundle, "squad-v2",
				List.of(result("right", List.of("Rhine"), "the Rhine", -2, 1, 1),
						result("partly", List.of("red car"), "red", -1.75, 0, 2 / 3.0),
						result("false", List.of(), "1984", -3, 0, 0), result("empty", List.of(), "", 9, 1, 1),
						result("missed", List.of("blue"), "blue", -1, 1, 1)));
		RegisteredModel model = register("job-1", "qa", bundle);

		QuestionPage page = this.questions.page(model, query(null, Set.of(), null, null, 0, 2));
		assertThat(page.counts()).isEqualTo(Map.of("right", 2, "wrong-span", 1, "false-answer", 1, "missed-answer", 1));
		assertThat(page.items())
			.extracting(EvaluatedQuestion::id, EvaluatedQuestion::verdict, EvaluatedQuestion::answer)
			.containsExactly(tuple("right", "right", "the Rhine"), tuple("partly", "wrong-span", "red"));
		assertThat(page.items().get(1).f1()).isEqualTo(2 / 3.0);
		assertThat(page.total()).isEqualTo(5);
		assertThat(page.next()).isEqualTo(2);
		assertThat(ids(query(null, Set.of(), null, null, 4, 20))).containsExactly("missed");
		assertThat(ids(query(null, Set.of(Verdict.MISSED_ANSWER, Verdict.FALSE_ANSWER), null, null, 0, 20)))
			.containsExactly("false", "missed");
		// above -1 nothing is missed, and the answer is the best span
		assertThat(ids(query(-1.0, Set.of(Verdict.MISSED_ANSWER), null, null, 0, 20))).isEmpty();
		assertThat(ids(query(null, Set.of(), "IS PARTLY", null, 0, 20))).containsExactly("partly");
		List<String> shuffled = ids(query(null, Set.of(), null, 1L, 0, 20));
		assertThat(shuffled).containsExactlyInAnyOrder("right", "partly", "false", "empty", "missed")
			.isNotEqualTo(ids(query(null, Set.of(), null, null, 0, 20)))
			.isEqualTo(ids(query(null, Set.of(), null, 1L, 0, 20)));
		assertThatThrownBy(() -> this.questions.page(register("job-2", "qa", bundle.resolve("..")),
				query(null, Set.of(), null, null, 0, 2)))
			.isInstanceOf(ModelMismatchException.class)
			.hasMessageContaining("was not evaluated on questions");
	}

	private List<String> ids(QuestionQuery query) {
		return this.questions.page(this.registry.get("job-1"), query)
			.items()
			.stream()
			.map(EvaluatedQuestion::id)
			.toList();
	}

	private static QuestionQuery query(Double threshold, Set<Verdict> verdicts, String text, Long seed, int from,
			int limit) {
		return new QuestionQuery(null, threshold, verdicts, text, seed, from, limit);
	}

	private static QuestionResult result(String id, List<String> golds, String best, double nullOdds, double exact,
			double f1) {
		return new QuestionResult(id, null, "What is " + id + "?", "context", golds, best, nullOdds, exact, f1, 0.5);
	}

	@Test
	void withoutNullOddsNoCurveExists(@TempDir Path bundle) {
		RegisteredModel model = register("job-1", "qa", bundle);

		assertThatThrownBy(() -> this.thresholds.study(model, null, 10, List.of(0.05)))
			.isInstanceOf(ModelMismatchException.class)
			.hasMessageContaining("was not evaluated on questions");
	}

	private RegisteredModel register(String job, String name) {
		return register(job, name, Path.of("bundle-of-" + job));
	}

	private RegisteredModel register(String job, String name, Path bundle) {
		return this.registry
			.register(new ModelRegistration(job, name, bundle, Map.of("squad-v2", Map.of("f1", 61.25))));
	}

	/** Listens to aliases that move, and may refuse. */
	static class MovingAliases {

		final List<String> seen = new ArrayList<>();

		final List<String> removed = new ArrayList<>();

		String refused;

		/** Runs once, while the next alias is being moved. */
		Runnable meanwhile = () -> {
		};

		@EventListener
		void on(AliasMoving event) {
			this.seen.add(event.alias() + " -> " + event.model().id());
			Runnable now = this.meanwhile;
			this.meanwhile = () -> {
			};
			now.run();
			if (event.model().id().equals(this.refused)) {
				throw new IllegalStateException("cannot load");
			}
		}

		@EventListener
		void on(ModelRemoved event) {
			this.removed.add(event.model().id());
		}

	}

	@TestConfiguration(proxyBeanMethods = false)
	static class Doubles {

		@Bean
		@Primary
		SteppingClock steppingClock() {
			return new SteppingClock();
		}

		@Bean
		InMemoryArtifactStore artifacts() {
			return new InMemoryArtifactStore();
		}

		@Bean
		DescribingModelFactory factory() {
			return new DescribingModelFactory();
		}

		@Bean
		MovingAliases moving() {
			return new MovingAliases();
		}

	}

}
