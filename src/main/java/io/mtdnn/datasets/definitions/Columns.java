package io.mtdnn.datasets.definitions;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * The positions of an example's parts in a row: columns of a table, by name or by number
 * from 1, or properties of a JSON object.
 *
 * @param first the text, or the first text of a pair
 * @param second the second text of a pair; null for single texts and for choices
 * @param choicePrefix a text that each choice begins with, a space between; null for none
 * @param choices the choices, or one property that holds an array of them; "" for one
 * that is null in the declaration
 * @param label the label, the number of the right choice from 0, or the value to predict
 */
public record Columns(String first, @Nullable String second, @Nullable String choicePrefix, List<String> choices,
		String label) {

	public Columns {
		choices = (choices != null) ? choices.stream().map((choice) -> Objects.requireNonNullElse(choice, "")).toList()
				: List.of();
	}

	/** All of them, in the order of the components. */
	public List<String> all() {
		List<String> all = new ArrayList<>();
		Stream.of(this.first, this.second, this.choicePrefix).filter(Objects::nonNull).forEach(all::add);
		all.addAll(this.choices);
		if (this.label != null) {
			all.add(this.label);
		}
		return all;
	}

}
