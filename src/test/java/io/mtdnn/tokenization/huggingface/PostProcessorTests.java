package io.mtdnn.tokenization.huggingface;

import java.util.Optional;

import io.mtdnn.tokenization.RowTemplate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

class PostProcessorTests {

	private static final String SPECIAL = """
			"special_tokens": {"<s>": {"id": "<s>", "ids": [0], "tokens": ["<s>"]},
			 "</s>": {"id": "</s>", "ids": [2], "tokens": ["</s>"]}}""";

	private static final String SINGLE = """
			[{"SpecialToken": {"id": "<s>", "type_id": 0}}, {"Sequence": {"id": "A", "type_id": 0}},
			 {"SpecialToken": {"id": "</s>", "type_id": 0}}]""";

	@Test
	void processorsOfBertAndRobertaAreRead() {
		assertRows(rows("{\"type\": \"BertProcessing\", \"sep\": [\"[SEP]\", 102], \"cls\": [\"[CLS]\", 101]}"),
				RowTemplate.bert(101, 102));
		assertRows(rows("{\"type\": \"RobertaProcessing\", \"sep\": [\"</s>\", 2], \"cls\": [\"<s>\", 0]}"),
				RowTemplate.roberta(0, 2));
	}

	@Test
	void templatesAreRead() {
		assertRows(rows(template(SINGLE, pair(0, 0, "\"</s>\""))), RowTemplate.bert(0, 2), false);
		assertRows(rows(template(SINGLE, pair(1, 1, "\"</s>\""))), RowTemplate.bert(0, 2));
		assertRows(rows(template(SINGLE, pair(0, 0, "\"</s>\"", "\"</s>\""))), RowTemplate.roberta(0, 2));
	}

	@Test
	void aTemplateIsFoundInASequence() {
		assertRows(rows("{\"type\": \"Sequence\", \"processors\": [{\"type\": \"ByteLevel\"}, "
				+ template(SINGLE, pair(1, 1, "\"</s>\"")) + "]}"), RowTemplate.bert(0, 2));
	}

	@ParameterizedTest
	@ValueSource(strings = { "null", "{}", "{\"type\": \"ByteLevel\"}", "{\"type\": \"TemplateProcessing\"}" })
	void missingProcessorsYieldNoTemplate(String processor) {
		assertThat(rows(processor)).isEmpty();
	}

	/**
	 * Types that change within a text, texts without separator, rows of one text that
	 * differ.
	 */
	@Test
	void otherTemplatesAreRejected() {
		assertThat(rows(template(SINGLE, pair(1, 0, "\"</s>\"")))).isEmpty();
		assertThat(rows(template(SINGLE, pair(1, 1)))).isEmpty();
		assertThat(rows(template("[]", pair(1, 1, "\"</s>\"")))).isEmpty();
	}

	private static String pair(int typeOfSecond, int typeOfEnd, String... separators) {
		StringBuilder pair = new StringBuilder(
				"[{\"SpecialToken\": {\"id\": \"<s>\", \"type_id\": 0}}, {\"Sequence\": {\"id\": \"A\", \"type_id\": 0}}");
		for (String separator : separators) {
			pair.append(", {\"SpecialToken\": {\"id\": ").append(separator).append(", \"type_id\": 0}}");
		}
		return pair.append(
				", {\"Sequence\": {\"id\": \"B\", \"type_id\": %d}}, {\"SpecialToken\": {\"id\": \"</s>\", \"type_id\": %d}}]"
					.formatted(typeOfSecond, typeOfEnd))
			.toString();
	}

	private static String template(String single, String pair) {
		return "{\"type\": \"TemplateProcessing\", \"single\": " + single + ", \"pair\": " + pair + ", " + SPECIAL
				+ "}";
	}

	private static Optional<RowTemplate> rows(String processor) {
		return PostProcessor.rows(JsonMapper.shared().readTree(processor));
	}

	private static void assertRows(Optional<RowTemplate> actual, RowTemplate expected) {
		assertRows(actual, expected, expected.typed());
	}

	private static void assertRows(Optional<RowTemplate> actual, RowTemplate expected, boolean typed) {
		assertThat(actual).get()
			.usingRecursiveComparison()
			.isEqualTo(new RowTemplate(expected.start(), expected.between(), expected.end(), typed));
	}

}
