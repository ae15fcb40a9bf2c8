package io.mtdnn.plan;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * The trained model that a run continues from.
 *
 * @param model id of the model
 * @param heads for each dataset of the plan whose task continues with a head of the
 * model, the dataset of that head; the other tasks get new heads
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Start(
		@Knob(value = "Alias, id or name of the model; the plan keeps its id", required = true) String model,
		@Knob(value = "For each dataset of the plan, the dataset of the model's head that its task continues with; other tasks get new heads",
				follows = "the model's heads for the datasets of the plan") @Nullable Map<String, String> heads) {

	public Start {
		heads = (heads != null) ? Collections.unmodifiableMap(new TreeMap<>(heads)) : null;
	}

}
