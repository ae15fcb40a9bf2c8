package io.mtdnn.jobs.service;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

import io.mtdnn.jobs.JobDifference.Entry;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Compares two JSON documents leaf by leaf. */
final class JsonDifference {

	private JsonDifference() {
	}

	static List<Entry> of(JsonNode a, JsonNode b) {
		List<Entry> entries = new ArrayList<>();
		compare("", a, b, entries);
		return entries;
	}

	private static void compare(String path, JsonNode a, JsonNode b, List<Entry> entries) {
		if (a.isObject() && b.isObject()) {
			TreeSet<String> names = new TreeSet<>(a.propertyNames());
			names.addAll(b.propertyNames());
			names.forEach(
					(name) -> compare(path.isEmpty() ? name : path + "." + name, a.path(name), b.path(name), entries));
		}
		else if (a.isArray() && b.isArray()) {
			for (int i = 0; i < Math.max(a.size(), b.size()); i++) {
				compare(path + "[" + i + "]", a.path(i), b.path(i), entries);
			}
		}
		else if (!a.equals(b)) {
			entries.add(new Entry(path, value(a), value(b)));
		}
	}

	private static @Nullable Object value(JsonNode node) {
		return (node.isMissingNode() || node.isNull()) ? null : node;
	}

}
