package io.mtdnn.serving.loading;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import io.mtdnn.Patience;
import io.mtdnn.model.ModelFormatException;
import io.mtdnn.registry.ModelDamagedException;
import io.mtdnn.registry.ModelNotFoundException;
import io.mtdnn.registry.RegisteredModel;
import io.mtdnn.serving.Deadline;
import io.mtdnn.serving.FakeModels;
import io.mtdnn.serving.HashingModel;
import io.mtdnn.serving.ModelTooLargeException;
import io.mtdnn.serving.Parts;
import io.mtdnn.serving.ServingBusyException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class LoadedModelsTests {

	@TempDir
	private Path directory;

	private FakeModels models;

	private RegisteredModel a;

	private RegisteredModel b;

	private RegisteredModel c;

	private LoadedModels loaded;

	@BeforeEach
	void prepare() {
		this.models = new FakeModels(this.directory);
		this.a = this.models.add("a", "first", 400);
		this.b = this.models.add("b", "second", 400);
		this.c = this.models.add("c", "third", 400);
		this.loaded = new Parts(this.models, Parts.properties(1000, 0)).loaded;
	}

	@Test
	void aModelIsLoadedOnceAndWarmedUp() {
		LoadedModel first = this.loaded.acquire(this.a, Parts.deadline());
		LoadedModel second = this.loaded.acquire(this.a, Parts.deadline());

		assertThat(second).isSameAs(first);
		assertThat(this.models.opened.get("a")).hasSize(1);
		assertThat(this.models.last("a").rows.get()).isEqualTo(HashingModel.TASKS.size() + 2);
		assertThat(first.nanosPerToken()).isPositive();
	}

	@Test
	void theLeastRecentlyUsedModelIsUnloadedFirst() {
		use(this.a);
		use(this.b);
		use(this.a);
		use(this.c);

		assertThat(this.models.last("b").closed).isTrue();
		assertThat(this.models.last("a").closed).isFalse();
		assertThat(this.loaded.count()).isEqualTo(2);
		assertThat(this.loaded.bytes()).isEqualTo(800);
	}

	@Test
	void aModelInUseStaysUntilItsLastRequestEnds() throws Exception {
		LoadedModel first = this.loaded.acquire(this.a, Parts.deadline());
		LoadedModel second = this.loaded.acquire(this.b, Parts.deadline());
		CompletableFuture<Void> third = CompletableFuture.runAsync(() -> use(this.c));

		assertThat(this.loaded.bytes()).isEqualTo(800);
		assertThat(this.models.last("a").closed).isFalse();
		first.release();
		third.get();
		assertThat(this.models.last("a").closed).isTrue();
		assertThat(this.models.last("b").closed).isFalse();
		assertThat(this.loaded.bytes()).isEqualTo(800);
		second.release();
	}

	@Test
	void aRequestForOccupiedMemoryIsRejectedAtItsDeadline() {
		LoadedModel first = this.loaded.acquire(this.a, Parts.deadline());
		LoadedModel second = this.loaded.acquire(this.b, Parts.deadline());

		assertThatThrownBy(() -> this.loaded.acquire(this.c, Deadline.within(Duration.ofMillis(10))))
			.isInstanceOf(ServingBusyException.class);
		first.release();
		second.release();
		use(this.c);
		assertThat(this.models.last("c").closed).isFalse();
	}

	@Test
	void onlyAsManyModelsInUseAreUnloadedAsNecessary() {
		LoadedModel first = this.loaded.acquire(this.a, Parts.deadline());
		LoadedModel second = this.loaded.acquire(this.b, Parts.deadline());

		assertThatThrownBy(() -> this.loaded.acquire(this.c, Deadline.within(Duration.ofMillis(10))))
			.isInstanceOf(ServingBusyException.class);
		assertThat(this.loaded.contains("a")).isFalse();
		assertThat(this.loaded.contains("b")).isTrue();
		first.release();
		second.release();
		use(this.c);
		assertThat(this.models.opened.get("b")).hasSize(1);
		assertThat(this.models.last("b").closed).isFalse();
	}

	@Test
	void aModelLargerThanAllMemoryIsRejected() {
		RegisteredModel large = this.models.add("large", "large", 1001);

		assertThatThrownBy(() -> this.loaded.acquire(large, Parts.deadline()))
			.isInstanceOf(ModelTooLargeException.class);
		assertThat(this.loaded.bytes()).isZero();
	}

	@Test
	void theNextRequestRetriesAModelThatCouldNotBeOpened() {
		this.models.openFailure = new IllegalStateException("damaged");
		assertThatThrownBy(() -> use(this.a)).hasMessage("damaged");
		assertThat(this.loaded.bytes()).isZero();
		assertThat(this.models.tokenizers).isNotEmpty()
			.allSatisfy((tokenizer) -> assertThat(tokenizer.closed()).isTrue());

		this.models.openFailure = null;
		use(this.a);
		assertThat(this.loaded.count()).isEqualTo(1);
	}

	@Test
	void aLoadThatRanOutOfMemoryIsRetriedByTheNextRequest() {
		this.models.openError = new OutOfMemoryError("Java heap space");
		assertThatThrownBy(() -> use(this.a)).isInstanceOf(OutOfMemoryError.class);
		assertThat(this.loaded.bytes()).isZero();
		assertThat(this.models.tokenizers).allSatisfy((tokenizer) -> assertThat(tokenizer.closed()).isTrue());

		this.models.openError = null;
		this.loaded.acquire(this.a, Deadline.within(Patience.LIMIT)).release();
		assertThat(this.loaded.count()).isEqualTo(1);
	}

	@Test
	void aWaitingRequestLoadsTheModelIfTheLoadingOneGivesUp() throws Exception {
		LoadedModel first = this.loaded.acquire(this.a, Parts.deadline());
		LoadedModel second = this.loaded.acquire(this.b, Parts.deadline());
		CompletableFuture<Void> impatient = CompletableFuture
			.runAsync(() -> this.loaded.acquire(this.c, Deadline.within(Duration.ofMillis(200))));
		CompletableFuture<Void> patient = CompletableFuture.runAsync(() -> use(this.c));

		assertThat(impatient).failsWithin(Patience.LIMIT);
		first.release();
		second.release();
		patient.get();
		assertThat(this.loaded.contains("c")).isTrue();
	}

	@Test
	void aDeletedModelIsUnloadedAfterItsLastRequest() {
		LoadedModel used = this.loaded.acquire(this.a, Parts.deadline());
		use(this.b);

		this.loaded.forget("a");
		this.loaded.forget("b");
		this.loaded.forget("none");

		assertThat(this.loaded.count()).isZero();
		assertThat(this.models.last("a").closed).isFalse();
		assertThat(this.models.last("b").closed).isTrue();
		used.release();
		assertThat(this.models.last("a").closed).isTrue();
		assertThat(this.loaded.bytes()).isZero();
	}

	@Test
	void aModelThatIsDeletedWhileItIsOpenedIsNotFound() {
		this.models.openFailure = new ModelFormatException(
				this.directory.resolve("a") + "/model.safetensors: cannot be read");
		assertThatThrownBy(() -> use(this.a)).isInstanceOfSatisfying(ModelDamagedException.class, (ex) -> {
			assertThat(ex.file()).isEqualTo("model.safetensors");
			assertThat(ex.getMessage()).contains("model.safetensors: cannot be read")
				.doesNotContain(this.directory.toString());
		});
		this.models.models.remove("a");
		assertThatThrownBy(() -> use(this.a)).isInstanceOf(ModelNotFoundException.class);
		assertThat(this.loaded.bytes()).isZero();
	}

	@Test
	void closingFreesEverything() {
		use(this.a);
		LoadedModel used = this.loaded.acquire(this.b, Parts.deadline());
		this.loaded.close();

		assertThat(this.models.last("a").closed).isTrue();
		assertThat(this.models.last("b").closed).isFalse();
		used.release();
		assertThat(this.models.last("b").closed).isTrue();
		assertThat(this.loaded.bytes()).isZero();
	}

	private void use(RegisteredModel model) {
		this.loaded.acquire(model, Parts.deadline()).release();
	}

}
