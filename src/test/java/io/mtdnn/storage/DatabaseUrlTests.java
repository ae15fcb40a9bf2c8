package io.mtdnn.storage;

import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class DatabaseUrlTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			jdbc:h2:file:./data/db/mtdnn;MODE=PostgreSQL | jdbc:h2:durable:./data/db/mtdnn;MODE=PostgreSQL;WRITE_DELAY=0
			jdbc:h2:/var/lib/mtdnn | jdbc:h2:durable:/var/lib/mtdnn;WRITE_DELAY=0
			jdbc:h2:nio:~/mtdnn;write_delay=0 | jdbc:h2:durable:~/mtdnn;write_delay=0
			jdbc:h2:C:/mtdnn/db | jdbc:h2:durable:C:/mtdnn/db;WRITE_DELAY=0
			jdbc:h2:durable:./db;WRITE_DELAY=0 | jdbc:h2:durable:./db;WRITE_DELAY=0
			jdbc:h2:mem:jobs;MODE=PostgreSQL | jdbc:h2:mem:jobs;MODE=PostgreSQL
			jdbc:h2:tcp://db:9092/mtdnn | jdbc:h2:tcp://db:9092/mtdnn
			jdbc:postgresql://localhost/mtdnn | jdbc:postgresql://localhost/mtdnn
			""")
	void everyFormOfAFileUrlIsMadeDurable(String set, String used) {
		assertThat(new DatabaseUrl(set).durable()).isEqualTo(used);
	}

	@ParameterizedTest
	@ValueSource(strings = { "jdbc:h2:file:./db;WRITE_DELAY=500", "jdbc:h2:./db;MODE=PostgreSQL;write_delay=1",
			"jdbc:h2:split:./db", "jdbc:h2:nioMapped:./db", "jdbc:h2:async:./db" })
	void urlsThatCannotBeDurableFailStartup(String url) {
		assertThatIllegalArgumentException().isThrownBy(() -> new DatabaseUrl(url).durable())
			.withMessageStartingWith("spring.datasource.url ");
	}

	@Test
	void passwordsAreNotShown() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new DatabaseUrl("jdbc:h2:split:./db;PASSWORD=hunter2").durable())
			.withMessageStartingWith("spring.datasource.url is jdbc:h2:split:./db, but")
			.withMessageNotContaining("hunter2");
		assertThat(new DatabaseUrl("jdbc:h2:tcp://sa:hunter2@db/mtdnn;PASSWORD=hunter2"))
			.hasToString("jdbc:h2:tcp://db/mtdnn");
	}

	@Test
	void theFolderOfAFileUrlIsFound() {
		assertThat(new DatabaseUrl("jdbc:h2:file:./data/db/mtdnn;MODE=PostgreSQL").folder())
			.contains(Path.of("data/db").toAbsolutePath());
		assertThat(new DatabaseUrl("jdbc:h2:~/mtdnn").folder()).contains(Path.of(System.getProperty("user.home")));
		assertThat(new DatabaseUrl("jdbc:h2:mem:jobs").folder()).isEmpty();
		assertThat(new DatabaseUrl("jdbc:postgresql://localhost/mtdnn").folder()).isEmpty();
	}

	@Test
	void databasesOutsideAFileAreRecognised() {
		assertThat(new DatabaseUrl("jdbc:h2:mem:jobs").notKept()).isTrue();
		assertThat(new DatabaseUrl("jdbc:h2:ssl:db/mtdnn").notKept()).isTrue();
		assertThat(new DatabaseUrl("jdbc:h2:./db").notKept()).isFalse();
		assertThat(new DatabaseUrl("jdbc:postgresql://localhost/mtdnn").notKept()).isFalse();
	}

}
