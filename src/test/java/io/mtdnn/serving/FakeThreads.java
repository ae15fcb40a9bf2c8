package io.mtdnn.serving;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

import io.mtdnn.model.EngineThreads;

/** Threads of an engine that uses none; notes the limits of its passes. */
public final class FakeThreads implements EngineThreads {

	private final List<Integer> limits = new CopyOnWriteArrayList<>();

	private final int count;

	public FakeThreads(int count) {
		this.count = count;
	}

	@Override
	public int count() {
		return this.count;
	}

	@Override
	public <T> T limited(int threads, Supplier<T> work) {
		this.limits.add(threads);
		return work.get();
	}

	/** The limits in the order of the passes. */
	public List<Integer> limits() {
		return List.copyOf(this.limits);
	}

}
