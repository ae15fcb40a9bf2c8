package io.mtdnn.model.torch;

import java.util.stream.LongStream;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.mtdnn.model.Batch;
import io.mtdnn.model.SpanLoss;
import io.mtdnn.task.Target;
import io.mtdnn.task.Target.Span;

/**
 * Head that predicts the start and end of an answer. Its loss consists of the cross
 * entropies of both positions over the tokens of a row.
 */
final class SpanHead implements Head {

	@Override
	public String lossMethod() {
		return "span_head";
	}

	@Override
	public String logitsMethod() {
		return "token_logits";
	}

	@Override
	public boolean inRange(Target target, Batch batch, int item) {
		int length = batch.sequences().get(item).length();
		return target instanceof Span span && span.start() >= 0 && span.start() < length && span.end() >= 0
				&& span.end() < length;
	}

	@Override
	public NDArray targets(Batch batch, NDManager manager) {
		long[] positions = batch.targets()
			.stream()
			.map(Span.class::cast)
			.flatMapToLong((span) -> LongStream.of(span.start(), span.end()))
			.toArray();
		return manager.create(positions, new Shape(batch.size(), 2));
	}

	@Override
	public double itemWeight(SpanLoss spanLoss) {
		return spanLoss.factor();
	}

}
