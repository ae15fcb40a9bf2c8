package io.mtdnn.serving;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import io.mtdnn.task.TokenSequence;

/**
 * Rows of one or several requests that go through a model together. Holds the model until
 * it is closed.
 */
final class RowBatch implements AutoCloseable {

	private final Submission<?> first;

	private final List<Member> members = new ArrayList<>();

	private int tokens;

	/**
	 * A batch for the model and task of a submission, whose model the caller has
	 * retained.
	 */
	RowBatch(Submission<?> first) {
		this.first = first;
	}

	/** Takes as many rows of a submission as there is room for. */
	void fill(Submission<?> submission, int maxTokens, long now) {
		while (submission.pendingRows() > 0
				&& (this.members.isEmpty() || this.tokens + submission.peek().length() <= maxTokens)) {
			this.tokens += submission.peek().length();
			this.members.add(new Member(submission, submission.take(now)));
		}
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

	/** Share of padding that a pass padded to the longest row would have. */
	double padding() {
		int longest = this.members.stream().mapToInt((member) -> member.row().length()).max().orElse(0);
		return (longest == 0) ? 0 : 1 - this.tokens / ((double) longest * this.members.size());
	}

	Set<Submission<?>> submissions() {
		Set<Submission<?>> submissions = new LinkedHashSet<>();
		this.members.forEach((member) -> submissions.add(member.submission()));
		return submissions;
	}

	/** Runs the model; neighbours of one length share their attention. */
	List<?> run() {
		this.members.sort(Comparator.comparingInt((member) -> member.row().length()));
		List<?> outputs = this.first.run(this.members.stream().map(Member::row).toList());
		if (outputs.size() != this.members.size()) {
			throw new IllegalStateException(outputs.size() + " results for " + this.members.size() + " rows");
		}
		return outputs;
	}

	/** Gives each submission its results. */
	void scatter(List<?> outputs) {
		for (int i = 0; i < this.members.size(); i++) {
			Member member = this.members.get(i);
			member.submission().complete(member.number(), outputs.get(i));
		}
	}

	void fail(Throwable cause) {
		this.members.forEach((member) -> member.submission().fail(cause));
	}

	@Override
	public void close() {
		this.first.model().release();
	}

	private record Member(Submission<?> submission, int number) {

		TokenSequence row() {
			return this.submission.row(this.number);
		}

	}

}
