package io.mtdnn.model.encoder;

import java.util.ArrayList;
import java.util.List;

import io.mtdnn.task.Task;

/** The names and shapes of a head's parameters in bundles. */
public final class HeadNames {

	private HeadNames() {
	}

	/** The module of the layer with the outputs. */
	public static String linear(Task task) {
		return "heads." + task.headName();
	}

	/** The module of the first layer of a head with two layers. */
	public static String dense(Task task) {
		return "dense." + task.headName();
	}

	/**
	 * All parameters of a head on an encoder of the given width, in the order of
	 * computation.
	 */
	public static List<Parameter> parameters(Task task, int hiddenSize) {
		List<Parameter> parameters = new ArrayList<>();
		if (task.activation() != null) {
			add(parameters, dense(task), hiddenSize, hiddenSize);
		}
		add(parameters, linear(task), task.outputs(), hiddenSize);
		return parameters;
	}

	private static void add(List<Parameter> parameters, String module, long outputs, long inputs) {
		parameters.add(new Parameter(module + ".weight", new long[] { outputs, inputs }));
		parameters.add(new Parameter(module + ".bias", new long[] { outputs }));
	}

}
