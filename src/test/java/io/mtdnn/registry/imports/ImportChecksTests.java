package io.mtdnn.registry.imports;

import java.util.Arrays;

import io.mtdnn.task.Fault;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class ImportChecksTests {

	@Test
	void labelsMustBeTextsThatAreNotBlank() {
		ImportRequest request = new ImportRequest("folder", null, null, "intents", null, Arrays.asList("a", null, " "),
				null, null, null, null);
		InvalidImportException fault = catchThrowableOfType(InvalidImportException.class,
				() -> ImportChecks.directory(request));
		assertThat(fault.malformed()).isTrue();
		assertThat(fault.faults()).extracting(Fault::field).containsExactly("labels[1]", "labels[2]");
	}

}
