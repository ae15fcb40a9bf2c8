package io.mtdnn;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.NamedInterface;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Packages are small, state their purpose and have no cycles, and inner packages are used
 * only by their module.
 */
class PackageStructureTests {

	private static final int MOST_FILES = 25;

	private static final String ROOT = "io.mtdnn";

	private static final Path SOURCES = Path.of("src", "main", "java", "io", "mtdnn");

	private static final JavaClasses CLASSES = new ClassFileImporter()
		.withImportOption(new ImportOption.DoNotIncludeTests())
		.importPackages(ROOT);

	@Test
	void packagesHaveAtMostTwentyFiveFiles() throws IOException {
		assertThat(files()).allSatisfy(
				(name, count) -> assertThat(count).as("files of package %s", name).isLessThanOrEqualTo(MOST_FILES));
	}

	@Test
	void everyPackageStatesItsPurpose() throws IOException {
		assertThat(files().keySet()).filteredOn((name) -> !name.isEmpty())
			.allSatisfy((name) -> assertThat(SOURCES.resolve(name).resolve("package-info.java")).exists());
	}

	@Test
	void everyPackageIsNullMarked() throws IOException {
		assertThat(files().keySet())
			.allSatisfy((name) -> assertThat(SOURCES.resolve(name).resolve("package-info.java")).content()
				.contains("@NullMarked"));
	}

	@Test
	void packagesHaveNoCycles() {
		slices().matching(ROOT + ".(**)").should().beFreeOfCycles().check(CLASSES);
	}

	@Test
	void innerPackagesAreUsedOnlyByTheirModule() {
		List<String> uses = CLASSES.stream()
			.flatMap((user) -> user.getDirectDependenciesFromSelf().stream())
			.filter(PackageStructureTests::reachesInside)
			.map(Dependency::getDescription)
			.toList();
		assertThat(uses).isEmpty();
	}

	private static boolean reachesInside(Dependency use) {
		List<String> target = path(use.getTargetClass());
		return target.size() > 1 && !isNamedInterface(use.getTargetClass())
				&& !target.get(0).equals(path(use.getOriginClass()).stream().findFirst().orElse(""));
	}

	/**
	 * Whether a module exposes the package of a class in addition to its root package.
	 */
	private static boolean isNamedInterface(JavaClass type) {
		return type.getBaseComponentType().getPackage().isAnnotatedWith(NamedInterface.class);
	}

	/** Module and inner packages of a class; empty for foreign ones. */
	private static List<String> path(JavaClass type) {
		String name = type.getBaseComponentType().getPackageName();
		return name.startsWith(ROOT + ".") ? List.of(name.substring(ROOT.length() + 1).split("\\.")) : List.of();
	}

	private static Map<String, Integer> files() throws IOException {
		try (Stream<Path> files = Files.walk(SOURCES)) {
			return files.filter((file) -> file.toString().endsWith(".java"))
				.map((file) -> SOURCES.relativize(file.getParent()).toString().replace('\\', '/'))
				.collect(Collectors.toMap(Function.identity(), (name) -> 1, Integer::sum, TreeMap::new));
		}
	}

}
