package io.mtdnn.tokenization;

import java.util.List;

import io.mtdnn.task.TokenSequence;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class RowTemplateTests {

	private static final RowTemplate BERT = RowTemplate.bert(101, 102);

	private static final RowTemplate ROBERTA = RowTemplate.roberta(0, 2);

	@Test
	void aTextIsFramedBySpecialTokens() {
		assertThat(BERT.single(new int[] { 7, 8, 9 }, 2).ids()).containsExactly(101, 7, 8, 102);
		TokenSequence row = ROBERTA.single(new int[] { 7, 8, 9 }, 3);
		assertThat(row.ids()).containsExactly(0, 7, 8, 9, 2);
		assertThat(row.secondStart()).isEqualTo(5);
	}

	@Test
	void twoTextsAreJoinedBySpecialTokens() {
		TokenSequence bert = BERT.pair(new int[] { 7, 8 }, 1, new int[] { 4, 5, 6 }, 1, 2);
		assertThat(bert.ids()).containsExactly(101, 7, 102, 5, 6, 102);
		assertThat(bert.secondStart()).isEqualTo(3);
		TokenSequence roberta = ROBERTA.pair(new int[] { 7, 8 }, 2, new int[] { 4, 5, 6 }, 0, 3);
		assertThat(roberta.ids()).containsExactly(0, 7, 8, 2, 2, 4, 5, 6, 2);
		assertThat(roberta.secondStart()).isEqualTo(5);
	}

	@Test
	void specialTokensReduceTheCapacity() {
		assertThat(List.of(BERT.singleTokens(), BERT.pairTokens())).containsExactly(2, 3);
		assertThat(List.of(ROBERTA.singleTokens(), ROBERTA.pairTokens())).containsExactly(2, 4);
		assertThat(new WindowSettings(384, 64, 1).capacity(10, ROBERTA)).isEqualTo(370);
	}

	@Test
	void aTemplateNeedsASeparator() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new RowTemplate(new int[] { 1 }, new int[0], new int[] { 2 }, true));
	}

}
