package io.mtdnn.serving.answers;

import java.util.List;

import io.mtdnn.answering.Candidate;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class WholeWordsTests {

	private static final String CONTEXT = "Grace O'Malley, (née unwanted) 東京タワー.";

	@Test
	void aSpanWithinAWordIsExtendedToTheWord() {
		assertThat(widened("want")).isEqualTo("unwanted");
		assertThat(widened("race")).isEqualTo("Grace");
		assertThat(widened("alley")).isEqualTo("Malley");
		assertThat(widened("n\u00e9")).isEqualTo("n\u00e9e");
		assertThat(widened("O'M")).isEqualTo("O'Malley");
		assertThat(widened("unwanted)")).isEqualTo("unwanted)");
		assertThat(widened("\u4eac")).isEqualTo("\u4eac");
	}

	@Test
	void probabilitiesOfSpansThatBecomeEqualAreSummed() {
		List<Candidate> widened = new WholeWords(List.of(CONTEXT))
			.widen(List.of(new Candidate("", 0, 0, 0, 0.5, 0.5, 0.4), span("unwant", 0.35), span("wanted", 0.25)));
		assertThat(widened).extracting(Candidate::text).containsExactly("unwanted", "");
		assertThat(widened.get(0).probability()).isEqualTo(0.6);
	}

	private static String widened(String text) {
		return new WholeWords(List.of(CONTEXT)).widen(List.of(span(text, 1))).get(0).text();
	}

	private static Candidate span(String text, double probability) {
		int start = CONTEXT.indexOf(text);
		return new Candidate(text, 0, start, start + text.length(), 0, 0, probability);
	}

}
