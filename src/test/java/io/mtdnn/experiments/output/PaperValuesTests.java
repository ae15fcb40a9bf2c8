package io.mtdnn.experiments.output;

import java.util.List;

import io.mtdnn.experiments.study.Arm;
import io.mtdnn.experiments.study.Control;
import io.mtdnn.plan.TrainingRequests;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class PaperValuesTests {

	private static final String AUXILIARY = "{'dataset': 'swag'}, {'dataset': 'cola'}, {'dataset': 'mrpc'}, {'dataset': 'mnli'}";

	@ParameterizedTest
	@CsvSource({ "bert-base-cased,0.8,77.15", "bert-base-cased,0.5,75.224", "minilm-l6-uncased,0.9,76.47",
			"bert-large-cased,0.8,81.573" })
	void mixturesOfThePaperHaveItsValues(String encoder, double weight, double f1) {
		Arm arm = arm(encoder, "{'dataset': 'squad-v2', 'weight': " + weight + "}, " + AUXILIARY);
		assertThat(PaperValues.of(arm)).hasValueSatisfying((values) -> assertThat(values.f1()).isEqualTo(f1));
	}

	@ParameterizedTest
	@CsvSource({ "0.8,0.05,77.15", "0.7,0.075,76.426", "0.9,0.025,76.47" })
	void equalSharesMayBeGiven(double weight, double share, double f1) {
		String tasks = "{'dataset': 'squad-v2', 'weight': " + weight + "}, "
				+ AUXILIARY.replace("'}", "', 'weight': " + share + "}");
		assertThat(PaperValues.of(arm("bert-base-cased", tasks)))
			.hasValueSatisfying((values) -> assertThat(values.f1()).isEqualTo(f1));
	}

	@Test
	void otherMixturesHaveNone() {
		assertThat(PaperValues.of(arm("bert-large-cased", "{'dataset': 'squad-v2', 'weight': 0.5}, " + AUXILIARY)))
			.isEmpty();
		assertThat(PaperValues
			.of(arm("bert-large-cased", "{'dataset': 'squad-v2', 'weight': 0.8}, " + AUXILIARY.replace("swag", "rte"))))
			.isEmpty();
		assertThat(PaperValues.of(arm("bert-base-cased", "{'dataset': 'squad-v2'}, {'dataset': 'swag'}"))).isEmpty();
		assertThat(PaperValues.of(arm("bert-base-cased",
				"{'dataset': 'squad-v2', 'weight': 0.8}, " + AUXILIARY.replace("'cola'", "'cola', 'weight': 0.01"))))
			.isEmpty();
	}

	/** The paper did not train the questions alone for as many steps as a mixture. */
	@Test
	void equalStepsHaveNone() {
		Arm alone = arm("bert-base-cased", "{'dataset': 'squad-v2'}");
		assertThat(PaperValues.of(new Arm("a", Control.BASELINE, true, List.of(), alone.request()))).isPresent();
		assertThat(PaperValues.of(new Arm("a", Control.EQUAL_STEPS, false, List.of(), alone.request()))).isEmpty();
	}

	private static Arm arm(String encoder, String tasks) {
		return new Arm("arm", null, false, List.of(), TrainingRequests
			.parse(("{'encoder': '" + encoder + "', 'tasks': [" + tasks + "]}").replace('\'', '"')));
	}

}
