package io.mtdnn.api;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every relative link and picture in the documentation leads to an existing file, and
 * every anchor to an existing heading.
 */
class DocumentLinksTests {

	private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");

	@Test
	void everyRelativeLinkResolves() throws IOException {
		List<String> dead = new ArrayList<>();
		int seen = 0;
		for (Path document : documents()) {
			for (MatchResult link : LINK.matcher(Files.readString(document)).results().toList()) {
				if (!link.group(1).matches("[a-z]+:.*")) {
					seen++;
					if (!resolves(document, link.group(1))) {
						dead.add(document + ": " + link.group(1));
					}
				}
			}
		}
		assertThat(dead).isEmpty();
		assertThat(seen).isGreaterThan(50);
	}

	private static boolean resolves(Path document, String link) throws IOException {
		String[] parts = link.split("#", 2);
		Path target = parts[0].isEmpty() ? document : document.resolveSibling(parts[0]).normalize();
		return Files.exists(target) && (parts.length == 1 || Files.readString(target)
			.lines()
			.filter((line) -> line.startsWith("#"))
			.map(DocumentLinksTests::anchor)
			.anyMatch(parts[1]::equals));
	}

	private static String anchor(String heading) {
		return heading.replaceFirst("^#+ ", "").toLowerCase(Locale.ROOT).replaceAll("[^\\w\\- ]", "").replace(' ', '-');
	}

	private static List<Path> documents() throws IOException {
		try (Stream<Path> root = Files.list(Path.of("")); Stream<Path> docs = Files.walk(Path.of("docs"))) {
			return Stream.concat(root, docs).filter((file) -> file.toString().endsWith(".md")).toList();
		}
	}

}
