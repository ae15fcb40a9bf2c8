package io.mtdnn.serving.loading;

import java.nio.file.Path;

import io.mtdnn.registry.ModelNotFoundException;
import io.mtdnn.serving.FakeModels;
import io.mtdnn.serving.Parts;
import io.mtdnn.task.HeadKind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DataIntegrityViolationException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** A node answers with the models it knows while the database is unavailable. */
class KnownModelsTests {

	@TempDir
	Path directory;

	private FakeModels models;

	private Parts parts;

	@BeforeEach
	void twoModels() {
		this.models = new FakeModels(this.directory);
		this.models.add("one", "first", 100);
		this.models.add("two", "second", 100);
		this.models.aliases.put("production", "one");
		this.models.aliases.put("default", "two");
		this.parts = new Parts(this.models, Parts.properties(1000, 0));
	}

	@AfterEach
	void close() throws InterruptedException {
		this.parts.close();
	}

	@Test
	void modelsUsedBeforeAnswerByEveryReference() {
		for (String reference : new String[] { "production", "two", "first", null }) {
			ask(reference);
		}
		unavailable();
		assertThat(ask("production")).isEqualTo("one");
		assertThat(ask("two")).isEqualTo("two");
		assertThat(ask("first")).isEqualTo("one");
		assertThat(ask(null)).isEqualTo("two");
	}

	@Test
	void theFirstCallDuringAnOutageIsAnswered() {
		ask("production");
		this.models.findFailure = new DataAccessResourceFailureException("away");
		assertThat(ask("production")).isEqualTo("one");
	}

	@Test
	void unknownReferencesAreNotGuessed() {
		unavailable();
		assertThatExceptionOfType(DataAccessResourceFailureException.class).isThrownBy(() -> ask("production"));
	}

	@Test
	void changesOfAliasesAreSeenAfterTheOutage() {
		ask("production");
		unavailable();
		this.models.aliases.put("production", "two");
		assertThat(ask("production")).isEqualTo("one");
		back();
		assertThat(ask("production")).isEqualTo("two");
		this.models.aliases.remove("production");
		assertThatExceptionOfType(ModelNotFoundException.class).isThrownBy(() -> ask("production"));
		unavailable();
		assertThatExceptionOfType(DataAccessResourceFailureException.class).isThrownBy(() -> ask("production"));
	}

	@Test
	void otherFaultsAreNotHidden() {
		ask("production");
		this.models.findFailure = new DataIntegrityViolationException("ours");
		assertThatExceptionOfType(DataIntegrityViolationException.class).isThrownBy(() -> ask("production"));
	}

	private String ask(String reference) {
		return this.parts.choice.model(reference, HeadKind.SPAN, null).id();
	}

	private void unavailable() {
		this.parts.database.unavailable(true);
		this.models.findFailure = new DataAccessResourceFailureException("away");
	}

	private void back() {
		this.parts.database.unavailable(false);
		this.models.findFailure = null;
	}

}
