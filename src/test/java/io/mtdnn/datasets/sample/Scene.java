package io.mtdnn.datasets.sample;

import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import de.siegmar.fastcsv.writer.QuoteStrategies;

/**
 * An event and its possible continuations.
 *
 * @param topic scenes of the same topic could have the same endings
 * @param beginning what happens
 * @param subject who continues the scene
 * @param endings possible continuations
 */
record Scene(String topic, String beginning, String subject, List<String> endings) {

	static Scene of(String line) {
		String[] parts = line.split(" \\| ");
		return new Scene(parts[0], parts[1], parts[2], List.of(Arrays.copyOfRange(parts, 3, parts.length)));
	}

	/** Rows in SWAG's columns, shuffled. */
	static String csv(List<Scene> scenes, int rowsPerScene, Grammar grammar, Random random) {
		List<List<String>> rows = new ArrayList<>();
		for (Scene scene : scenes) {
			Words words = new Words(grammar.lists(), random);
			for (int i = 0; i < rowsPerScene; i++) {
				words = words.without(List.of("fname", "mname"));
				rows.add(scene.row(words.fill(scene.beginning()), i, scenes, random));
			}
		}
		Collections.shuffle(rows, random);
		StringWriter text = new StringWriter();
		CsvWriter csv = CsvWriter.builder()
			.quoteStrategy(QuoteStrategies.EMPTY)
			.lineDelimiter(LineDelimiter.LF)
			.bufferSize(0)
			.build(text);
		csv.writeRecord("", "video-id", "fold-ind", "startphrase", "sent1", "sent2", "gold-source", "ending0",
				"ending1", "ending2", "ending3", "label");
		for (int i = 0; i < rows.size(); i++) {
			List<String> row = new ArrayList<>(rows.get(i));
			row.add(0, String.valueOf(i));
			row.add(2, String.valueOf(i));
			csv.writeRecord(row);
		}
		return text.toString();
	}

	private List<String> row(String first, int number, List<Scene> scenes, Random random) {
		String right = this.endings.get(number % this.endings.size());
		List<String> choices = new ArrayList<>();
		List<Scene> others = new ArrayList<>(scenes);
		Collections.shuffle(others, random);
		for (Scene other : others) {
			if (choices.size() < 3 && !other.topic().equals(this.topic) && other.subject().equals(this.subject)) {
				choices.add(other.endings().get(random.nextInt(other.endings().size())));
			}
		}
		int label = random.nextInt(4);
		choices.add(label, right);
		List<String> row = new ArrayList<>(
				List.of("sample_" + this.topic, first + " " + this.subject, first, this.subject, "gold"));
		row.addAll(choices);
		row.add(String.valueOf(label));
		return row;
	}

}
