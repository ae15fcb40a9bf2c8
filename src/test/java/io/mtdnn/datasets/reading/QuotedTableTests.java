package io.mtdnn.datasets.reading;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class QuotedTableTests {

	@Test
	void cellsAndLineNumbersAreRead() throws IOException {
		QuotedTable table = table("\n \na,\"b \"\"c\"\"\",\r\n\"d\ne\",f,g\nh\n", 100);
		assertThat(table.next()).containsExactly("a", "b \"c\"", "");
		assertThat(table.line()).isEqualTo(3);
		assertThat(table.next()).containsExactly("d\ne", "f", "g");
		assertThat(table.line()).isEqualTo(4);
		assertThat(table.next()).containsExactly("h");
		assertThat(table.line()).isEqualTo(6);
		assertThat(table.next()).isNull();
	}

	@Test
	void recordsMayReachTheLimit() throws IOException {
		assertThat(table("a,bcd\n", 6).next()).isEqualTo(List.of("a", "bcd"));
		assertTooLarge(table("a,bcd\n", 5), 1);
	}

	@Test
	void aRecordOfManyCellsIsBounded() throws IOException {
		QuotedTable table = table("a\n" + "\"x\n\",".repeat(50_000) + "\n", 1000);
		assertThat(table.next()).containsExactly("a");
		assertTooLarge(table, 2);
	}

	@Test
	void anUnclosedQuotationMarkIsBounded() throws IOException {
		QuotedTable table = table("a\n\n\"" + "long ".repeat(100_000), 1000);
		assertThat(table.next()).containsExactly("a");
		assertTooLarge(table, 3);
	}

	@Test
	void textAfterAQuotedCellIsRejected() {
		assertThatExceptionOfType(FileFormatException.class).isThrownBy(() -> table("\"a\"b,c\n", 100).next())
			.withMessage("is not well-formed CSV from line 1: Unexpected character after closing quote: 'b' (0x62)");
	}

	private static void assertTooLarge(QuotedTable table, int line) {
		assertThatExceptionOfType(FileFormatException.class).isThrownBy(table::next)
			.withMessageStartingWith("has at line " + line + " a record of more than ");
	}

	private static QuotedTable table(String text, int maxRowSize) {
		return new QuotedTable(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), ',', maxRowSize);
	}

}
