package io.mtdnn.serving.batching;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import io.mtdnn.serving.loading.LoadedModel;
import io.mtdnn.task.TokenSequence;

/**
 * Rows of one or several requests that share a forward pass. Retains the model until it
 * is closed.
 */
final class RowBatch implements AutoCloseable {

	private final BatchEntry<?> first;

	private final List<Member> members = new ArrayList<>();

	private int tokens;

	private int threads = 1;

	private double share = 1;

	/**
	 * A batch for the model and task of an entry, whose model the caller has retained.
	 */
	RowBatch(BatchEntry<?> first) {
		this.first = first;
	}

	/** The request whose rows it takes first. */
	BatchEntry<?> first() {
		return this.first;
	}

	/** Takes as many rows of an entry as there is room for. */
	void fill(BatchEntry<?> entry, int maxTokens, long now) {
		while (entry.pendingRows() > 0
				&& (this.members.isEmpty() || this.tokens + entry.peek().length() <= maxTokens)) {
			this.tokens += entry.peek().length();
			this.members.add(new Member(entry, entry.take(now)));
		}
	}

	/**
	 * Sets the threads of its pass.
	 * @param all number of the engine's threads
	 */
	void runOn(int number, int all) {
		this.threads = number;
		this.share = (double) number / all;
	}

	/** Number of threads of its pass. */
	int threads() {
		return this.threads;
	}

	/** The share of the engine's threads that its pass uses. */
	double share() {
		return this.share;
	}

	LoadedModel model() {
		return this.first.model();
	}

	int rows() {
		return this.members.size();
	}

	int tokens() {
		return this.tokens;
	}

	/** The share of padding if all rows were padded to the longest one. */
	double padding() {
		int longest = this.members.stream().mapToInt((member) -> member.row().length()).max().orElse(0);
		return (longest == 0) ? 0 : 1 - this.tokens / ((double) longest * this.members.size());
	}

	Set<BatchEntry<?>> entries() {
		Set<BatchEntry<?>> entries = new LinkedHashSet<>();
		this.members.forEach((member) -> entries.add(member.entry()));
		return entries;
	}

	/** Runs the model on the rows, sorted by length. */
	List<?> run() {
		this.members.sort(Comparator.comparingInt((member) -> member.row().length()));
		List<?> outputs = this.first.run(this.members.stream().map(Member::row).toList());
		if (outputs.size() != this.members.size()) {
			throw new IllegalStateException(outputs.size() + " results for " + this.members.size() + " rows");
		}
		return outputs;
	}

	/** Gives each entry its results. */
	void scatter(List<?> outputs) {
		for (int i = 0; i < this.members.size(); i++) {
			Member member = this.members.get(i);
			member.entry().complete(member.number(), outputs.get(i));
		}
	}

	void fail(Throwable cause) {
		this.members.forEach((member) -> member.entry().fail(cause));
	}

	@Override
	public void close() {
		this.first.model().release();
	}

	private record Member(BatchEntry<?> entry, int number) {

		TokenSequence row() {
			return this.entry.row(this.number);
		}

	}

}
