package io.mtdnn.registry;

import java.util.List;

import org.jspecify.annotations.Nullable;

/** Chooses one of the datasets that a model was evaluated on. */
public final class EvaluatedDataset {

	private EvaluatedDataset() {
	}

	/**
	 * Chooses a dataset.
	 * @param known names of the datasets that can be chosen
	 * @param wanted the name in a request; null for the only one
	 * @param what data that a model without datasets lacks, such as "results by question"
	 * @throws ModelMismatchException if there is no such dataset, or several and none is
	 * named
	 */
	public static String choose(RegisteredModel model, List<String> known, @Nullable String wanted, String what) {
		if (wanted == null && known.size() == 1) {
			return known.get(0);
		}
		if (wanted != null && known.contains(wanted)) {
			return wanted;
		}
		throw new ModelMismatchException("dataset",
				known.isEmpty()
						? "model '" + model.id() + "' has no " + what
								+ ", because it was not evaluated on questions or was evaluated by an earlier version"
						: "name one of the datasets that model '" + model.id() + "' was evaluated on: "
								+ String.join(", ", known));
	}

}
