package io.mtdnn;

import java.util.Date;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ThreadLocalRandom;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.web.bind.annotation.RestController;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noCodeUnits;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

/** The project's rules that a program can check. */
@AnalyzeClasses(packages = "io.mtdnn", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTests {

	@ArchTest
	static final ArchRule djlStaysBehindItsModules = noClasses().that()
		.resideOutsideOfPackages("io.mtdnn.tokenization..", "io.mtdnn.model..", "io.mtdnn.training..")
		.should()
		.dependOnClassesThat(resideInAPackage("ai.djl.."))
		.because("the engine can then be replaced, and its memory is freed in one place");

	@ArchTest
	static final ArchRule publicSignaturesDoNotContainDjl = noCodeUnits().that()
		.areDeclaredInClassesThat(resideOutsideOfPackage("io.mtdnn.model.torch..")
			.and(describe("public", (JavaClass type) -> type.getModifiers().contains(JavaModifier.PUBLIC))))
		.and()
		.arePublic()
		.should()
		.haveRawParameterTypes(describe("with a DJL type",
				(List<JavaClass> types) -> types.stream().anyMatch(resideInAPackage("ai.djl.."))))
		.orShould()
		.haveRawReturnType(resideInAPackage("ai.djl.."));

	@ArchTest
	static final ArchRule packagesAreFreeOfCycles = slices().matching("io.mtdnn.(**)")
		.should()
		.beFreeOfCycles()
		.because("a module's inner packages use its root, never the other way round");

	@ArchTest
	static final ArchRule timeComesFromTheClock = noClasses().should()
		.callCodeUnitWhere(describe("the system's time is read", ArchitectureTests::readsTheTime))
		.because("tests set the clock");

	@ArchTest
	static final ArchRule randomnessIsSeeded = noClasses().should()
		.callCodeUnitWhere(describe("chance has no seed", ArchitectureTests::isUnseeded))
		.because("a run must be repeatable from its seed");

	@ArchTest
	static final ArchRule classNamesStateTheRole = noClasses().should()
		.haveSimpleNameEndingWith("Manager")
		.orShould()
		.haveSimpleNameEndingWith("Helper")
		.orShould()
		.haveSimpleNameEndingWith("Helpers")
		.orShould()
		.haveSimpleNameEndingWith("Util")
		.orShould()
		.haveSimpleNameEndingWith("Utils")
		.orShould()
		.haveSimpleNameEndingWith("Impl");

	@ArchTest
	static final ArchRule fieldsAreNotInjected = noFields().should()
		.beAnnotatedWith(Autowired.class)
		.orShould()
		.beAnnotatedWith(Value.class)
		.orShould()
		.beAnnotatedWith("jakarta.annotation.Resource")
		.orShould()
		.beAnnotatedWith("jakarta.inject.Inject")
		.because("constructors show what a class needs");

	@ArchTest
	static final ArchRule settersAreNotInjected = noMethods().should().beAnnotatedWith(Autowired.class);

	@ArchTest
	static final ArchRule controllersLiveInWebPackages = classes().that()
		.areAnnotatedWith(RestController.class)
		.should()
		.resideInAnyPackage("io.mtdnn..web..", "io.mtdnn.security")
		.because("the rest of a module does not know of HTTP, but security is about nothing else");

	@ArchTest
	static final ArchRule entitiesAreNotVisibleToOtherModules = classes().that()
		.areAnnotatedWith("jakarta.persistence.Entity")
		.should()
		.notBePublic()
		.orShould()
		.resideInAPackage("io.mtdnn.*.*..")
		.because("inner packages are closed to other modules");

	@ArchTest
	static final ArchRule nothingIsPrintedToStandardStreams = noClasses().should()
		.accessTargetWhere(describe("System.out or System.err",
				(JavaAccess<?> access) -> access.getTargetOwner().isEquivalentTo(System.class)
						&& (access.getName().equals("out") || access.getName().equals("err"))));

	private static boolean readsTheTime(JavaCall<?> call) {
		String owner = call.getTargetOwner().getName();
		boolean withoutClock = call.getTarget().getRawParameterTypes().isEmpty();
		return (owner.startsWith("java.time.") && call.getName().equals("now") && withoutClock)
				|| (owner.equals(System.class.getName()) && call.getName().equals("currentTimeMillis"))
				|| (owner.equals(Date.class.getName()) && call.getName().equals("<init>") && withoutClock);
	}

	private static boolean isUnseeded(JavaCall<?> call) {
		String owner = call.getTargetOwner().getName();
		boolean withoutSeed = call.getTarget().getRawParameterTypes().isEmpty();
		return owner.equals(ThreadLocalRandom.class.getName())
				|| (owner.equals(Math.class.getName()) && call.getName().equals("random"))
				|| (Set.of(Random.class.getName(), SplittableRandom.class.getName()).contains(owner)
						&& call.getName().equals("<init>") && withoutSeed)
				|| (owner.equals("java.util.Collections") && call.getName().equals("shuffle")
						&& call.getTarget().getRawParameterTypes().size() == 1);
	}

}
