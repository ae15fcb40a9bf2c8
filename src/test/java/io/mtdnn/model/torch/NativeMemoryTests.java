package io.mtdnn.model.torch;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import io.mtdnn.datasets.EncodedExample;
import io.mtdnn.plan.Plans;
import io.mtdnn.task.Target.Span;
import io.mtdnn.task.TokenSequence;
import io.mtdnn.training.cost.RunMemory;
import io.mtdnn.training.schedule.TaskData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Native memory does not grow over steps, answers or models. The tests measure resident
 * memory, as an operator would. Each case runs in a separate process that allocates its
 * whole Java heap at the start, so later growth is native.
 */
@EnabledOnOs(OS.LINUX)
class NativeMemoryTests {

	private static final long MEGABYTE = 1 << 20;

	@TempDir
	Path directory;

	/**
	 * A leak of one batch's tensors would be 60 MB over 2,000 steps, as would one of a
	 * row's hidden states over 4,000 answers; a model takes 120 MB with its optimiser, of
	 * which 20 are opened.
	 */
	@ParameterizedTest
	@CsvSource({ "STEPS, 500, 2000, 40", "ANSWERS, 1000, 4000, 40", "MODELS, 3, 20, 100" })
	void residentMemoryDoesNotGrow(NativeMemoryProbe.Work work, int before, int count, int limit)
			throws IOException, InterruptedException {
		assertThat(growth(work, before, count)).isLessThan(limit * MEGABYTE);
	}

	/** The estimate of the pre-flight report for such a run. */
	@Test
	void aModelInTrainingUsesTheEstimatedMemory() throws IOException, InterruptedException {
		List<EncodedExample> items = IntStream.range(0, NativeMemoryProbe.ROWS)
			.mapToObj((i) -> new EncodedExample(List.of(new TokenSequence(new int[NativeMemoryProbe.ROW], 2)),
					new Span(1, 2)))
			.toList();
		long estimated = new RunMemory(NativeMemoryProbe.LARGE).bytes(Plans.plan(Map.of()),
				List.of(TaskData.of(TinyBert.QA, NativeMemoryProbe.ROWS, NativeMemoryProbe.ROWS, items)));
		double measured = growth(NativeMemoryProbe.Work.LEARNING, 3, 5);
		assertThat(estimated / measured).isBetween(0.8, 1.25);
	}

	private long growth(NativeMemoryProbe.Work work, int before, int count) throws IOException, InterruptedException {
		Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				"-Xms256m", "-Xmx256m", "-XX:+AlwaysPreTouch", "-XX:+UseSerialGC", "-Dai.djl.offline=true",
				"-Dai.djl.pytorch.num_threads=1", "-Dai.djl.pytorch.num_interop_threads=1", "-cp",
				System.getProperty("java.class.path"), NativeMemoryProbe.class.getName(), work.name(),
				this.directory.toString(), Integer.toString(before), Integer.toString(count))
			.redirectErrorStream(true)
			.start();
		String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(process.waitFor()).as(output).isZero();
		String last = output.lines().reduce((first, second) -> second).orElseThrow();
		return Long.parseLong(last.substring(NativeMemoryProbe.RESULT.length()));
	}

}
