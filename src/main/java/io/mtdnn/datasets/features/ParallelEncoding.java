package io.mtdnn.datasets.features;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import io.mtdnn.datasets.EncodedDataset;
import io.mtdnn.datasets.EncodedExample;
import io.mtdnn.datasets.Example;
import io.mtdnn.datasets.features.ExampleEncoder.Encoding;
import io.mtdnn.tokenization.WindowSettings;
import io.mtdnn.tokenization.WordPieceTokenizer;

/**
 * Encodes a dataset's examples on several threads; the result does not depend on their
 * number.
 */
final class ParallelEncoding {

	private static final int EXAMPLES_PER_BLOCK = 1024;

	private final int threads;

	/** An encoding on a number of threads, 0 for one per processor. */
	ParallelEncoding(int threads) {
		this.threads = (threads > 0) ? threads : Runtime.getRuntime().availableProcessors();
	}

	EncodedDataset encode(List<Example> examples, WordPieceTokenizer tokenizer, WindowSettings settings) {
		ExecutorService executor = Executors.newFixedThreadPool(this.threads);
		try {
			List<Future<Block>> running = new ArrayList<>();
			for (int start = 0; start < examples.size(); start += EXAMPLES_PER_BLOCK) {
				List<Example> part = examples.subList(start, Math.min(start + EXAMPLES_PER_BLOCK, examples.size()));
				running.add(executor.submit(() -> block(part, new ExampleEncoder(tokenizer, settings))));
			}
			return collect(running);
		}
		finally {
			executor.shutdownNow();
		}
	}

	private static Block block(List<Example> examples, ExampleEncoder encoder) {
		List<EncodedExample> items = new ArrayList<>();
		int truncated = 0;
		int outside = 0;
		for (Example example : examples) {
			Encoding encoding = encoder.encode(example);
			items.addAll(encoding.items());
			truncated += encoding.questionTruncated() ? 1 : 0;
			outside += encoding.answerOutside() ? 1 : 0;
			if (Thread.currentThread().isInterrupted()) {
				throw new CancellationException("encoding was interrupted");
			}
		}
		return new Block(PackedItems.pack(items), truncated, outside);
	}

	private static EncodedDataset collect(List<Future<Block>> running) {
		List<int[]> blocks = new ArrayList<>();
		int truncated = 0;
		int outside = 0;
		for (Future<Block> future : running) {
			Block block = join(future);
			blocks.add(block.items());
			truncated += block.truncated();
			outside += block.outside();
		}
		return new PackedItems(blocks).dataset(truncated, outside);
	}

	private static Block join(Future<Block> future) {
		try {
			return future.get();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new CancellationException("encoding was interrupted");
		}
		catch (ExecutionException ex) {
			if (ex.getCause() instanceof RuntimeException cause) {
				throw cause;
			}
			if (ex.getCause() instanceof Error cause) {
				throw cause;
			}
			throw new IllegalStateException(ex.getCause());
		}
	}

	private record Block(int[] items, int truncated, int outside) {

	}

}
