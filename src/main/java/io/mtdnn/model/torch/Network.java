package io.mtdnn.model.torch;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import ai.djl.ndarray.NDManager;
import io.mtdnn.model.EncoderConfig;
import io.mtdnn.model.FloatTensor;
import io.mtdnn.model.torch.runtime.TorchRuntime;
import io.mtdnn.model.torch.runtime.TorchRuntime.Products;
import io.mtdnn.task.Task;
import io.mtdnn.task.TaskHeads;

/** The weights of an encoder and its heads. */
final class Network {

	private final TorchRuntime runtime;

	private final EncoderConfig config;

	private final Map<String, Task> tasks = new LinkedHashMap<>();

	private final SegmentMemory encoder;

	/** By name of the head, which several tasks may share. */
	private final Map<String, SegmentMemory> heads = new LinkedHashMap<>();

	Network(TorchRuntime runtime, NDManager manager, EncoderConfig config, List<Task> tasks) {
		this.runtime = runtime;
		this.config = config;
		this.encoder = new SegmentMemory(manager, Segment.encoder(config));
		for (Task task : tasks) {
			if (this.tasks.put(task.name(), task) != null) {
				throw new IllegalArgumentException("two tasks are named '" + task.name() + "'");
			}
		}
		for (Task task : TaskHeads.distinct(tasks)) {
			this.heads.put(task.headName(), new SegmentMemory(manager, Segment.head(task, config.hiddenSize())));
		}
		tasks.forEach(this::requireHeadOfItsKind);
	}

	private void requireHeadOfItsKind(Task task) {
		Task first = TaskHeads.find(List.copyOf(this.tasks.values()), task.headName()).orElseThrow();
		if (first.head() != task.head() || first.outputs() != task.outputs()
				|| first.activation() != task.activation()) {
			throw new IllegalArgumentException(task + " cannot share a head with " + first);
		}
	}

	EncoderConfig config() {
		return this.config;
	}

	List<Task> tasks() {
		return List.copyOf(this.tasks.values());
	}

	/** The first task of each head. */
	List<Task> heads() {
		return TaskHeads.distinct(tasks());
	}

	/**
	 * Returns the task with a name.
	 * @throws IllegalArgumentException when the network has no head for it
	 */
	Task task(String name) {
		Task task = this.tasks.get(name);
		if (task == null) {
			throw new IllegalArgumentException("no head for task '" + name + "', only for " + this.tasks.keySet());
		}
		return task;
	}

	SegmentMemory encoder() {
		return this.encoder;
	}

	SegmentMemory head(String task) {
		return Objects.requireNonNull(this.heads.get(task(task).headName()));
	}

	/** The weights of the encoder and the heads. */
	Stream<SegmentMemory> memories() {
		return Stream.concat(Stream.of(this.encoder), this.heads.values().stream());
	}

	/**
	 * All weights by their Hugging Face names. On a CPU, the data are views of native
	 * memory.
	 */
	Map<String, FloatTensor> export() {
		Map<String, FloatTensor> tensors = new LinkedHashMap<>();
		memories().forEach((memory) -> memory.export("", tensors));
		return tensors;
	}

	/** A forward pass for inference with the current weights; the caller closes it. */
	AnsweringPass answering(Products products) {
		return new AnsweringPass(this.runtime, this, products, false);
	}

	/**
	 * A forward pass for a network that is used for nothing else. Frees the encoder's
	 * memory, whose content the pass has copied.
	 */
	AnsweringPass answeringOnly(Products products) {
		AnsweringPass pass = new AnsweringPass(this.runtime, this, products, true);
		this.encoder.free();
		return pass;
	}

}
