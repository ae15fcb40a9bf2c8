package io.mtdnn.plan;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import io.mtdnn.plan.PlanField.Shape;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The reference page lists every field of a plan. {@code -Dmtdnn.update-docs=true} writes
 * it.
 */
class PlanReferenceTests {

	private static final Path PAGE = Path.of("docs/reference/plan.md");

	@Test
	void thePageListsEveryField() throws IOException {
		String page = page();
		if (Boolean.getBoolean("mtdnn.update-docs")) {
			Files.writeString(PAGE, page);
		}
		assertThat(PAGE).as("./mvnw test -Dtest=PlanReferenceTests -Dmtdnn.update-docs=true").content().isEqualTo(page);
	}

	private static String page() {
		StringBuilder text = new StringBuilder(
				"""
						# Plans

						The fields of a plan in `POST /jobs`, besides those of the job (`priority`, `maxAttempts`, `tags`, `notes`). Only `encoder` and
						`tasks` are required. A field that is left out or null takes its default; `GET /jobs/{id}` shows the resolved plan.
						The column *paper* has the values of the paper; a dash means that the paper does not mention the field. How the fields
						work together is described in [the method](../method.md). `PlanReferenceTests` writes this page from the code.

						""");
		rows("", PlanField.plan(), text.append(head()));
		for (PlanField field : PlanField.plan()) {
			if (!field.fields().isEmpty()) {
				String place = field.name() + ((field.shape() == Shape.LIST) ? "[]" : "");
				text.append("\n## `%s`\n\n%s.\n\n%s".formatted(place, field.knob().value(), head()));
				rows(place + ".", field.fields(), text);
			}
		}
		return text.toString();
	}

	private static String head() {
		return "| field | values | default | paper | meaning |\n|---|---|---|---|---|\n";
	}

	private static void rows(String prefix, List<PlanField> fields, StringBuilder text) {
		fields.forEach((field) -> text.append("| `%s%s` | %s | %s | %s | %s |\n".formatted(prefix, field.name(),
				values(field), standard(field), or(field.knob().paper()), field.knob().value())));
	}

	private static String values(PlanField field) {
		if (field.shape() == Shape.LIST) {
			return "list";
		}
		if (!field.fields().isEmpty()) {
			return "object";
		}
		if (!field.choices().isEmpty()) {
			return "`" + String.join("`, `", field.choices()) + "`";
		}
		String type = field.isWhole() ? "whole number"
				: field.isReal() ? "number" : field.isBoolean() ? "true or false" : "text";
		String range = field.range().isEmpty() ? type : type + ", " + field.range();
		return (field.shape() == Shape.MAP) ? "by dataset: " + range : range;
	}

	private static String standard(PlanField field) {
		if (field.knob().required()) {
			return "required";
		}
		return field.hasConstantDefault() ? "`" + field.knob().byDefault() + "`" : or(field.knob().follows());
	}

	private static String or(String text) {
		return text.isEmpty() ? "-" : text;
	}

}
