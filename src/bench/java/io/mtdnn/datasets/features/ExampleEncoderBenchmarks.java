package io.mtdnn.datasets.features;

import java.util.List;
import java.util.concurrent.TimeUnit;

import io.mtdnn.bench.Service;
import io.mtdnn.datasets.Example;
import io.mtdnn.datasets.Example.GoldAnswer;
import io.mtdnn.datasets.Example.SpanExample;
import io.mtdnn.pretrained.EncoderCatalog;
import io.mtdnn.tokenization.TokenizerFactory;
import io.mtdnn.tokenization.WindowSettings;
import io.mtdnn.tokenization.WordPieceTokenizer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Feature encoding of one question: tokenisation, windows, targets. The context has {@link #sentences} times 20 words. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class ExampleEncoderBenchmarks {

	private static final String SENTENCE = "The observatory on the hill was built by Clara Venn in 1887, long before "
			+ "the town had any electric light. ";

	@Param({ "6", "60" })
	public int sentences;

	private WordPieceTokenizer tokenizer;

	private ExampleEncoder encoder;

	private Example example;

	@Setup
	public void prepare() {
		try (var context = Service.start()) {
			var directory = context.getBean(EncoderCatalog.class).directory("minilm-l6-uncased");
			this.tokenizer = context.getBean(TokenizerFactory.class).open(directory);
		}
		this.encoder = new ExampleEncoder(this.tokenizer, new WindowSettings(384, 64, 128));
		String text = SENTENCE.repeat(this.sentences);
		this.example = new SpanExample("q", text, "Who built the observatory on the hill above the town?",
				List.of(new GoldAnswer("Clara Venn", text.lastIndexOf("Clara Venn"))));
	}

	@Benchmark
	public ExampleEncoder.Encoding encode() {
		return this.encoder.encode(this.example);
	}

	@TearDown
	public void close() {
		this.tokenizer.close();
	}

}
