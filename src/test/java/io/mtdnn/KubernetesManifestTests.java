package io.mtdnn;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1Ingress;
import io.kubernetes.client.openapi.models.V1NetworkPolicy;
import io.kubernetes.client.openapi.models.V1PersistentVolumeClaim;
import io.kubernetes.client.openapi.models.V1PodDisruptionBudget;
import io.kubernetes.client.openapi.models.V1Secret;
import io.kubernetes.client.openapi.models.V1Service;
import io.kubernetes.client.openapi.models.V1ServiceAccount;
import io.mtdnn.observability.MeterNames;
import io.mtdnn.task.HeadKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * The manifests in {@code kubernetes/} match the schemas that Kubernetes publishes, and
 * name settings, meters and resources that exist.
 */
class KubernetesManifestTests {

	private static final Path FOLDER = Path.of("kubernetes");

	private static final Map<String, Schema> SCHEMAS = Map.of("Deployment", V1Deployment::validateJsonElement,
			"Service", V1Service::validateJsonElement, "Ingress", V1Ingress::validateJsonElement, "NetworkPolicy",
			V1NetworkPolicy::validateJsonElement, "PodDisruptionBudget", V1PodDisruptionBudget::validateJsonElement,
			"PersistentVolumeClaim", V1PersistentVolumeClaim::validateJsonElement, "ServiceAccount",
			V1ServiceAccount::validateJsonElement, "Secret", V1Secret::validateJsonElement);

	@Test
	void everyManifestMatchesItsPublishedSchema() throws IOException {
		for (JsonObject manifest : manifests("base")) {
			SCHEMAS.get(kind(manifest)).validate(manifest);
		}
		assertThat(manifests("base")).extracting(KubernetesManifestTests::kind).containsAll(SCHEMAS.keySet());
	}

	@Test
	void misspeltFieldsAreDetected() throws IOException {
		JsonObject manifest = deployments().get(0);
		manifest.getAsJsonObject("spec").addProperty("replicaCount", 3);
		assertThatThrownBy(() -> V1Deployment.validateJsonElement(manifest)).hasMessageContaining("replicaCount");
	}

	@ParameterizedTest
	@ValueSource(strings = { "base", "keda", "kueue" })
	void kustomizationListsTheFilesOfItsFolder(String overlay) throws IOException {
		Map<String, Object> kustomization = new Yaml()
			.load(Files.readString(FOLDER.resolve(overlay).resolve("kustomization.yaml")));
		List<String> resources = cast(kustomization.get("resources"));
		List<String> named = new ArrayList<>(resources);
		List<Map<String, String>> patches = cast(kustomization.getOrDefault("patches", List.of()));
		patches.forEach((patch) -> named.add(patch.get("path")));
		List<String> files = files(overlay).stream().map((file) -> file.getFileName().toString()).toList();
		assertThat(named.stream().filter((name) -> !name.startsWith(".."))).containsExactlyInAnyOrderElementsOf(
				files.stream().filter((name) -> name.endsWith(".yaml") && !name.equals("kustomization.yaml")).toList());
	}

	@Test
	void everyNodeIsConfinedAndHasTimeToShutDown() throws IOException {
		assertThat(deployments()).hasSize(3).allSatisfy((deployment) -> {
			JsonObject pod = deployment.getAsJsonObject("spec").getAsJsonObject("template").getAsJsonObject("spec");
			JsonObject container = pod.getAsJsonArray("containers").get(0).getAsJsonObject();
			JsonObject security = container.getAsJsonObject("securityContext");
			assertThat(pod.get("terminationGracePeriodSeconds").getAsInt()).isGreaterThanOrEqualTo(35);
			assertThat(pod.getAsJsonObject("securityContext").get("runAsNonRoot").getAsBoolean()).isTrue();
			assertThat(security.get("readOnlyRootFilesystem").getAsBoolean()).isTrue();
			assertThat(security.get("allowPrivilegeEscalation").getAsBoolean()).isFalse();
		});
	}

	@Test
	void everyNodeComputesWithTheCoresThatItRequests() throws IOException {
		assertThat(deployments()).hasSize(3).allSatisfy((deployment) -> {
			JsonObject container = container(deployment);
			assertThat(container.getAsJsonObject("resources").getAsJsonObject("requests").has("cpu")).isTrue();
			assertThat(container.getAsJsonArray("env")).anySatisfy((variable) -> {
				assertThat(variable.getAsJsonObject().get("name").getAsString()).isEqualTo("MTDNN_ENGINE_THREADS");
				assertThat(variable.toString()).contains("\"resource\":\"requests.cpu\"");
			});
		});
	}

	@Test
	void nodesBehindServicesAcceptRequestsUntilNoneAreSentToThem() throws IOException {
		assertThat(deployments()).filteredOn((deployment) -> !name(deployment).equals("mtdnn-worker"))
			.hasSize(2)
			.allSatisfy((deployment) -> assertThat(container(deployment).getAsJsonObject("lifecycle").toString())
				.contains("preStop", "sleep"));
	}

	@Test
	void everyHeadIsRoutedToServingNodes() throws IOException {
		JsonObject ingress = manifests("base").stream()
			.filter((manifest) -> kind(manifest).equals("Ingress"))
			.findFirst()
			.orElseThrow();
		List<String> served = new ArrayList<>();
		for (JsonElement path : ingress.getAsJsonObject("spec")
			.getAsJsonArray("rules")
			.get(0)
			.getAsJsonObject()
			.getAsJsonObject("http")
			.getAsJsonArray("paths")) {
			if (path.toString().contains("mtdnn-serving")) {
				served.add(path.getAsJsonObject().get("path").getAsString());
			}
		}
		assertThat(served).contains("/qa", "/v2")
			.containsAll(Stream.of(HeadKind.values())
				.filter((head) -> head != HeadKind.SPAN)
				.map((head) -> "/" + head.label())
				.toList());
	}

	@Test
	void everySettingExists() throws IOException {
		List<String> known = Stream.concat(SettingsReference.read().stream(), SettingsReference.ofSpringBoot().stream())
			.map((setting) -> setting.name().replaceAll("[-.]", "").toUpperCase(Locale.ROOT))
			.toList();
		List<String> set = new ArrayList<>(Files.readAllLines(FOLDER.resolve("base/settings.env"))
			.stream()
			.map((line) -> line.substring(0, line.indexOf('=')).replace("_", ""))
			.toList());
		for (JsonObject manifest : manifests("base")) {
			if (kind(manifest).equals("Secret")) {
				manifest.getAsJsonObject("stringData").keySet().forEach((name) -> set.add(name.replace("_", "")));
			}
		}
		assertThat(set).hasSizeGreaterThan(10).isSubsetOf(known);
	}

	@Test
	void scalingUsesExistingMeters() throws IOException {
		String scaling = Files.readString(FOLDER.resolve("keda/worker-scaling.yaml"));
		for (String meter : List.of(MeterNames.QUEUE_DEPTH, MeterNames.DEVICE_JOBS)) {
			assertThat(scaling).contains(meter.replace('.', '_'));
		}
		assertThat(deployments().stream().map(KubernetesManifestTests::name)).contains("mtdnn-worker");
	}

	@Test
	void podsGetNoVariablesOfServicesThatLookLikeSettings() throws IOException {
		for (JsonObject deployment : deployments()) {
			JsonObject pod = deployment.getAsJsonObject("spec").getAsJsonObject("template").getAsJsonObject("spec");
			JsonElement links = pod.get("enableServiceLinks");
			assertThat(links != null && !links.getAsBoolean()).as(name(deployment)).isTrue();
		}
	}

	private static List<JsonObject> deployments() throws IOException {
		return manifests("base").stream().filter((manifest) -> kind(manifest).equals("Deployment")).toList();
	}

	private static JsonObject container(JsonObject deployment) {
		return deployment.getAsJsonObject("spec")
			.getAsJsonObject("template")
			.getAsJsonObject("spec")
			.getAsJsonArray("containers")
			.get(0)
			.getAsJsonObject();
	}

	private static String kind(JsonObject manifest) {
		return manifest.get("kind").getAsString();
	}

	private static String name(JsonObject manifest) {
		return manifest.getAsJsonObject("metadata").get("name").getAsString();
	}

	private static List<JsonObject> manifests(String overlay) throws IOException {
		List<JsonObject> manifests = new ArrayList<>();
		for (Path file : files(overlay)) {
			if (!file.endsWith("kustomization.yaml") && !file.endsWith("settings.env")) {
				new Yaml().loadAll(Files.readString(file))
					.forEach((document) -> manifests.add(new Gson().toJsonTree(document).getAsJsonObject()));
			}
		}
		return manifests;
	}

	private static List<Path> files(String overlay) {
		try (Stream<Path> files = Files.list(FOLDER.resolve(overlay))) {
			return files.sorted().toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@SuppressWarnings("unchecked")
	private static <T> T cast(Object value) {
		return (T) value;
	}

	private interface Schema {

		void validate(JsonElement json) throws IOException;

	}

}
