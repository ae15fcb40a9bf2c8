package io.mtdnn.serving.loading;

import java.nio.file.Path;

import io.mtdnn.FakeDatabaseState;
import io.mtdnn.serving.FakeModels;
import io.mtdnn.serving.HashingModel;
import io.mtdnn.serving.NoModelException.Choice;
import io.mtdnn.serving.NoModelException;
import io.mtdnn.serving.limits.UnnamedModel;
import io.mtdnn.task.HeadKind;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ModelChoiceTests {

	@TempDir
	private Path directory;

	private FakeModels models;

	@BeforeEach
	void register() {
		this.models = new FakeModels(this.directory);
		this.models.add("job-1", "first", 100);
		this.models.add("job-2", "second", 100);
		this.models.add("job-3", "third",
				HashingModel.TASKS.stream().filter((task) -> task.name().equals("cola")).toList());
	}

	@Test
	void theDefaultDoesNotMove() {
		ModelChoice choice = new ModelChoice(new KnownModels(this.models, new FakeDatabaseState()), UnnamedModel.ALIAS);
		assertThat(choice.model(null, HeadKind.SPAN, null).id()).isEqualTo("job-1");
		assertThat(choice.model("second", HeadKind.SPAN, null).id()).isEqualTo("job-2");
		this.models.aliases.remove("default");
		assertThatExceptionOfType(NoModelException.class).isThrownBy(() -> choice.model(null, HeadKind.SPAN, null))
			.satisfies((ex) -> assertThat(ex.models()).containsExactly(new Choice("job-2", "second"),
					new Choice("job-1", "first")));
	}

	@Test
	void theNewestModelWithTheHeadIsUsedIfConfigured() {
		ModelChoice choice = new ModelChoice(new KnownModels(this.models, new FakeDatabaseState()),
				UnnamedModel.NEWEST);
		assertThat(choice.model(null, HeadKind.SPAN, null).id()).isEqualTo("job-2");
		assertThat(choice.model(null, HeadKind.CLASSIFICATION, null).id()).isEqualTo("job-3");
		assertThat(choice.model(null, HeadKind.CLASSIFICATION, "mnli").id()).isEqualTo("job-2");
	}

}
