package io.mtdnn;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

/** The project's rules for tests. */
@AnalyzeClasses(packages = "io.mtdnn", importOptions = ImportOption.OnlyIncludeTests.class)
class TestArchitectureTests {

	@ArchTest
	static final ArchRule testsDoNotSleep = noClasses().should()
		.callMethod(Thread.class, "sleep", long.class)
		.orShould()
		.callMethod(Thread.class, "sleep", java.time.Duration.class)
		.because("a sleep is either too short or too long: wait for what is to happen, or set the clock");

}
