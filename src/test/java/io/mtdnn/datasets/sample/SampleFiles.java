package io.mtdnn.datasets.sample;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

import io.mtdnn.datasets.sample.ParagraphWriter.Answer;
import io.mtdnn.datasets.sample.ParagraphWriter.Paragraph;
import io.mtdnn.datasets.sample.ParagraphWriter.Question;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Generates the sample datasets reproducibly, in the formats of SQuAD 2.0, SWAG, CoLA and
 * MRPC.
 */
public final class SampleFiles {

	private static final long SEED = 20_240_601;

	private static final int PARAGRAPHS_PER_DOMAIN = 9;

	private static final int TRAINING_PARAGRAPHS_PER_DOMAIN = 7;

	private static final int ROWS_PER_SCENE = 5;

	private static final int ROWS_PER_GROUP = 14;

	private static final int SENTENCES_PER_GROUP = 72;

	/** The interval at which a row or topic is for evaluation. */
	private static final int EVALUATION = 4;

	private final Map<String, String> files = new LinkedHashMap<>();

	private SampleFiles() {
	}

	/** The text of each file, by path below {@code sample-data}. */
	public static Map<String, String> make() {
		SampleFiles samples = new SampleFiles();
		samples.squad();
		samples.swag();
		samples.cola();
		samples.mrpc();
		return samples.files;
	}

	private void squad() {
		Grammar grammar = Grammar.of("questions.txt");
		ParagraphWriter writer = new ParagraphWriter(grammar.lists(), new Random(SEED));
		List<Paragraph> train = new ArrayList<>();
		List<Paragraph> evaluation = new ArrayList<>();
		List<QuestionDomain> domains = QuestionDomain.read(grammar);
		for (int i = 0; i < PARAGRAPHS_PER_DOMAIN; i++) {
			for (QuestionDomain domain : domains) {
				((i < TRAINING_PARAGRAPHS_PER_DOMAIN) ? train : evaluation).add(writer.write(domain));
			}
		}
		this.files.put("squad/train-v2.0.json", json(train));
		this.files.put("squad/dev-v2.0.json", json(evaluation));
	}

	private static String json(List<Paragraph> paragraphs) {
		DefaultIndenter lines = new DefaultIndenter(" ", "\n");
		JsonMapper mapper = JsonMapper.builder()
			.defaultPrettyPrinter(new DefaultPrettyPrinter().withObjectIndenter(lines).withArrayIndenter(lines))
			.build();
		ObjectNode root = mapper.createObjectNode().put("version", "v2.0");
		ArrayNode data = root.putArray("data");
		for (Paragraph paragraph : paragraphs) {
			ObjectNode article = data.addObject().put("title", paragraph.title().replace(' ', '_'));
			ObjectNode node = article.putArray("paragraphs").addObject();
			ArrayNode questions = node.putArray("qas");
			paragraph.questions().forEach((question) -> add(questions.addObject(), question));
			node.put("context", paragraph.context());
		}
		return mapper.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
	}

	private static void add(ObjectNode node, Question question) {
		node.put("question", question.text()).put("id", question.id());
		add(node.putArray("answers"), question.answer());
		if (question.answer() == null) {
			add(node.putArray("plausible_answers"), question.plausible());
		}
		node.put("is_impossible", question.answer() == null);
	}

	private static void add(ArrayNode answers, Answer answer) {
		if (answer != null) {
			answers.addObject().put("text", answer.text()).put("answer_start", answer.start());
		}
	}

	private void swag() {
		Grammar grammar = Grammar.of("endings.txt");
		Random random = new Random(SEED);
		List<Scene> scenes = grammar.lines().stream().map(Scene::of).toList();
		List<String> topics = scenes.stream().map(Scene::topic).distinct().toList();
		List<Scene> train = new ArrayList<>();
		List<Scene> evaluation = new ArrayList<>();
		for (Scene scene : scenes) {
			boolean kept = topics.indexOf(scene.topic()) % EVALUATION == EVALUATION - 1;
			(kept ? evaluation : train).add(scene);
		}
		this.files.put("swag/train.csv", Scene.csv(train, ROWS_PER_SCENE, grammar, random));
		this.files.put("swag/val.csv", Scene.csv(evaluation, ROWS_PER_SCENE, grammar, random));
	}

	private void cola() {
		Grammar grammar = Grammar.of("sentences.txt");
		Random random = new Random(SEED);
		Map<String, List<String>> groups = new LinkedHashMap<>();
		String group = "";
		for (String line : grammar.lines()) {
			group = line.startsWith("group ") ? line : group;
			if (!line.startsWith("group ")) {
				groups.computeIfAbsent(group + line.charAt(0), (key) -> new ArrayList<>()).add(line.substring(2));
			}
		}
		Set<String> rows = new LinkedHashSet<>();
		groups.forEach((key, templates) -> {
			boolean good = key.endsWith("+");
			int wanted = rows.size() + SENTENCES_PER_GROUP / 2;
			while (rows.size() < wanted) {
				Words words = new Words(grammar.lists(), random);
				rows.add((good ? "mtdnn\t1\t\t" : "mtdnn\t0\t*\t") + words.fill(words.pick(templates)));
			}
		});
		split("cola/in_domain_train.tsv", "cola/in_domain_dev.tsv", "", rows, random);
	}

	private void mrpc() {
		Grammar grammar = Grammar.of("pairs.txt");
		Random random = new Random(SEED);
		List<String> lines = grammar.lines();
		Set<String> rows = new LinkedHashSet<>();
		for (int i = 0; i < lines.size(); i += 4) {
			List<String> ways = new ArrayList<>(List.of(lines.get(i + 1).substring(2), lines.get(i + 2).substring(2)));
			List<String> slots = List.of(lines.get(i + 3).substring(2).split(" "));
			for (int row = 0; row < ROWS_PER_GROUP; row++) {
				boolean equal = row % 5 < 3;
				Words words = new Words(grammar.lists(), random);
				Collections.shuffle(ways, random);
				String first = words.fill(ways.get(0));
				Words others = equal ? words : words.without(List.of(words.pick(slots)));
				String ids = "\t" + (1000 + 2 * rows.size()) + "\t" + (1001 + 2 * rows.size()) + "\t";
				rows.add((equal ? "1" : "0") + ids + first + "\t" + others.fill(ways.get(1)));
			}
		}
		split("mrpc/msr_paraphrase_train.txt", "mrpc/msr_paraphrase_test.txt",
				"\uFEFFQuality\t#1 ID\t#2 ID\t#1 String\t#2 String\n", rows, random);
	}

	private void split(String trainFile, String evaluationFile, String header, Set<String> rows, Random random) {
		List<String> shuffled = new ArrayList<>(rows);
		Collections.shuffle(shuffled, random);
		StringBuilder train = new StringBuilder(header);
		StringBuilder evaluation = new StringBuilder(header);
		for (int i = 0; i < shuffled.size(); i++) {
			((i % EVALUATION == EVALUATION - 1) ? evaluation : train).append(shuffled.get(i)).append('\n');
		}
		this.files.put(trainFile, train.toString());
		this.files.put(evaluationFile, evaluation.toString());
	}

}
