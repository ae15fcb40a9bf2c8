package io.mtdnn.training;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TrainingFailureTests {

	@Test
	void aFullDiskIsReportedWithARemedy() {
		IOException full = new FileSystemException("/runs/a/last", null, "No space left on device");
		TrainingFailure failure = TrainingFailure.unwritten("the last model", "the last checkpoint is complete", full);
		assertThat(failure.kind()).isEqualTo(FailureKind.CAPACITY);
		assertThat(failure).hasMessageEndingWith(
				"No space left on device); the last checkpoint is complete; free some space and resume");
	}

	@Test
	void otherFaultsAreReportedWithTheirCause() {
		for (IOException other : new IOException[] { new MalformedInputException(1),
				new AccessDeniedException("/runs") }) {
			TrainingFailure failure = TrainingFailure.unwritten("the last model", null, other);
			assertThat(failure.kind()).isEqualTo(FailureKind.INTERNAL);
			assertThat(failure).hasMessage("the last model could not be written (" + other + ")");
		}
	}

}
