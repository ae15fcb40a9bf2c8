package io.mtdnn.hub.client;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import java.util.stream.Stream;

import io.mtdnn.hub.Faults;
import io.mtdnn.hub.HubException;
import io.mtdnn.hub.HubFile;
import io.mtdnn.hub.HubReference;
import io.mtdnn.hub.HubServer;
import io.mtdnn.hub.HubSnapshot;
import io.mtdnn.web.ProblemType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** The client of the hub, with a server that has the layout of Hugging Face's. */
class RemoteHubTests {

	private static final String WEIGHTS = "model.safetensors";

	private static final HubReference REFERENCE = HubReference.of("google-bert/bert-tiny", null);

	private static final int SIZE = 300_000;

	private final List<Duration> pauses = new ArrayList<>();

	private final byte[] weights = new byte[SIZE];

	private HubServer server;

	@TempDir
	private Path directory;

	@BeforeEach
	void serve() throws IOException {
		new Random(3).nextBytes(this.weights);
		this.server = new HubServer().put(REFERENCE.repository(), "config.json", "{\"a\": 1}\n".getBytes())
			.put(REFERENCE.repository(), WEIGHTS, this.weights)
			.put(REFERENCE.repository(), "empty.txt", new byte[0]);
	}

	@AfterEach
	void stop() {
		this.server.close();
	}

	@Test
	void aSnapshotHasCommitSizesAndHashes() {
		HubSnapshot snapshot = hub().snapshot(REFERENCE);
		assertThat(snapshot.commit()).isEqualTo(HubServer.COMMIT);
		// git hash-object of these nine bytes
		assertThat(snapshot.file("config.json"))
			.contains(new HubFile("config.json", 9, null, "cb5b2f69babc53f9145b45ad20b9a075d48717ef"));
		assertThat(snapshot.file(WEIGHTS).orElseThrow().sha256()).hasSize(64);
		assertThat(snapshot.files()).extracting(HubFile::path).containsExactly("config.json", "empty.txt", WEIGHTS);
	}

	@Test
	void filesOnSeveralPagesAreListed() {
		this.server.pageSize(1);
		assertThat(hub().snapshot(REFERENCE).files()).hasSize(3);
	}

	@Test
	void revisionsMayContainSlashes() {
		assertThat(hub().snapshot(HubReference.of(REFERENCE.repository(), "refs/pr/1")).commit())
			.isEqualTo(HubServer.COMMIT);
	}

	@Test
	void filesAreDownloadedAndVerified() throws Exception {
		for (HubFile file : hub().snapshot(REFERENCE).files()) {
			fetch(hub(), file);
		}
		assertThat(this.directory.resolve("config.json")).hasContent("{\"a\": 1}");
		assertThat(this.directory.resolve(WEIGHTS)).hasBinaryContent(this.weights);
		assertThat(this.directory.resolve("empty.txt")).isEmptyFile();
		assertThat(left()).hasSize(3);
	}

	@Test
	void anInterruptedTransferContinuesWhereItEnded() throws Exception {
		this.server.faults(WEIGHTS).cut(100_000, 2);
		fetch(hub(), weights(hub()));
		assertThat(this.directory.resolve(WEIGHTS)).hasBinaryContent(this.weights);
		assertThat(this.server.requests()).filteredOn((request) -> request.startsWith("/cdn"))
			.containsExactly("/cdn/google-bert/bert-tiny/model.safetensors",
					"/cdn/google-bert/bert-tiny/model.safetensors bytes=100000-",
					"/cdn/google-bert/bert-tiny/model.safetensors bytes=200000-");
	}

	@Test
	void aPartialFileOfAnEarlierProcessIsContinued() throws Exception {
		Files.write(this.directory.resolve(WEIGHTS + ".part"), Arrays.copyOf(this.weights, 250_000));
		fetch(hub(), weights(hub()));
		assertThat(this.directory.resolve(WEIGHTS)).hasBinaryContent(this.weights);
		assertThat(this.server.requests()).last().asString().endsWith("bytes=250000-");
	}

	@Test
	void aPartialFileWithOtherContentIsDownloadedAgain() throws Exception {
		Files.write(this.directory.resolve(WEIGHTS + ".part"), new byte[1000]);
		fetch(hub(), weights(hub()));
		assertThat(this.directory.resolve(WEIGHTS)).hasBinaryContent(this.weights);
	}

	@Test
	void withoutRangesTheWholeFileIsDownloadedAgain() throws Exception {
		this.server.faults(WEIGHTS).ignoresRanges().cut(100_000, 1);
		fetch(hub(), weights(hub()));
		assertThat(this.directory.resolve(WEIGHTS)).hasBinaryContent(this.weights);
	}

	@Test
	void attemptsEndAtTheLimitAndKeepThePartialFile() throws Exception {
		HubFile file = weights(hub());
		this.server.faults(WEIGHTS).status(503);
		Files.write(this.directory.resolve(WEIGHTS + ".part"), Arrays.copyOf(this.weights, 7));
		assertThatExceptionOfType(HubException.class).isThrownBy(() -> fetch(hub(), file))
			.withMessage(
					"model.safetensors: The hub responded to the request for model.safetensors with status 503 after 7"
							+ " of 300000 bytes; given up after 3 attempts")
			.extracting(HubException::type)
			.isEqualTo(ProblemType.HUB_UNAVAILABLE);
		assertThat(left()).containsExactly(WEIGHTS + ".part");
		// 2 and 4 seconds, waited in slices, so that a cancellation is noticed
		assertThat(this.pauses).hasSize(6).containsOnly(Duration.ofSeconds(1));
	}

	static Stream<Arguments> lies() {
		return Stream.of(
				lie("another hash", (faults) -> faults.content(new byte[SIZE]),
						"The hub sent model.safetensors with another hash than it lists"),
				lie("a smaller file", (faults) -> faults.listed(SIZE + 9L),
						"The hub announced 300000 bytes of model.safetensors, but the listed size leaves 300009"),
				lie("a larger file", (faults) -> faults.listed(SIZE - 9L),
						"The hub announced 300000 bytes of model.safetensors, but the listed size leaves 299991"),
				lie("more than listed, unannounced", (faults) -> faults.listed(SIZE - 9L).unannounced(),
						"The hub sent more than the listed 299991 bytes of model.safetensors"),
				lie("an early end, unannounced", (faults) -> faults.listed(SIZE + 9L).unannounced(),
						"The hub ended model.safetensors after 300000 bytes, but lists 300009"),
				lie("a redirect elsewhere", (faults) -> faults.redirect("http://example.com/weights"),
						"The hub redirected to example.com, which mtdnn.hub.redirect-hosts does not allow"),
				lie("a redirect to another port", (faults) -> faults.redirect("http://127.0.0.1:1/weights"),
						"The hub redirected to 127.0.0.1, which mtdnn.hub.redirect-hosts does not allow"),
				lie("a redirect to a file", (faults) -> faults.redirect("file:///etc/passwd"),
						"The hub redirected to 'file:///etc/passwd', which is not an http or https URL"),
				lie("a redirect to nothing", (faults) -> faults.redirect("/a/b/model.safetensors"),
						"The hub lists files that it does not have: no content for the request for model.safetensors"),
				lie("endless redirects",
						(faults) -> faults.redirect("/google-bert/bert-tiny/resolve/main/model.safetensors"),
						"The hub redirected more than 5 times"));
	}

	private static Arguments lie(String name, Consumer<Faults> fault, String message) {
		return Arguments.of(name, fault, message);
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("lies")
	void contradictoryContentIsRejectedAndNotKept(String name, Consumer<Faults> lie, String message) throws Exception {
		lie.accept(this.server.faults(WEIGHTS));
		HubFile file = weights(hub());
		assertThatExceptionOfType(HubException.class).isThrownBy(() -> fetch(hub(), file))
			.withMessageStartingWith(message)
			.extracting(HubException::type)
			.isEqualTo(ProblemType.HUB_UNTRUSTED);
		assertThat(left()).isEmpty();
	}

	@Test
	void aMalformedCommitIsRejected() {
		this.server.faults("commit").value("../../secret");
		assertThatExceptionOfType(HubException.class).isThrownBy(() -> hub().snapshot(REFERENCE))
			.withMessage("The hub named the commit '../../secret' for google-bert/bert-tiny@main, expected 40"
					+ " hexadecimal digits");
	}

	@Test
	void aMalformedAddressOfTheNextPageIsRejected() {
		this.server.pageSize(1);
		this.server.faults("link").value("http://a b");
		assertThatExceptionOfType(HubException.class).isThrownBy(() -> hub().snapshot(REFERENCE))
			.withMessageEndingWith("its address 'http://a b' is not a URL")
			.returns(ProblemType.HUB_UNTRUSTED, HubException::type);
	}

	@Test
	void missingRepositoriesAndRevisionsAreReported() {
		assertThatExceptionOfType(HubException.class).isThrownBy(() -> hub().snapshot(HubReference.of("no/such", null)))
			.withMessage("The hub has no repository no/such, or it is private and mtdnn.hub.token does not open it")
			.returns("hub", HubException::field);
		assertThatExceptionOfType(HubException.class)
			.isThrownBy(() -> hub().snapshot(HubReference.of(REFERENCE.repository(), "v9")))
			.withMessage("The repository google-bert/bert-tiny has no revision 'v9'")
			.returns("revision", HubException::field);
	}

	@Test
	void theTokenOpensGatedRepositoriesAndIsSentOnlyToTheHub() throws Exception {
		this.server.protect(REFERENCE.repository(), "hf_secret");
		assertThatExceptionOfType(HubException.class).isThrownBy(() -> hub().snapshot(REFERENCE))
			.withMessageStartingWith("The repository google-bert/bert-tiny is gated");
		try (HubServer elsewhere = new HubServer().put(REFERENCE.repository(), WEIGHTS, this.weights)) {
			this.server.faults(WEIGHTS)
				.redirect("http://localhost:" + elsewhere.port() + "/cdn/" + REFERENCE.repository() + "/" + WEIGHTS);
			RemoteHub hub = hub(this.server.endpoint(), "hf_secret", "", false, List.of("localhost"));
			fetch(hub, weights(hub));
			assertThat(this.server.requests()).last().asString().endsWith("with Bearer hf_secret");
			assertThat(elsewhere.requests()).containsExactly("/cdn/google-bert/bert-tiny/model.safetensors");
		}
		assertThat(this.directory.resolve(WEIGHTS)).hasBinaryContent(this.weights);
	}

	/** The name is known to the proxy alone. */
	@Test
	void requestsUseTheProxyAndNeverFollowRedirectsToPrivateAddresses() throws Exception {
		RemoteHub hub = hub(URI.create("http://hub.invalid"), "", this.server.endpoint().toString(), false,
				List.of("169.254.169.254"));
		fetch(hub, weights(hub));
		assertThat(this.directory.resolve(WEIGHTS)).hasBinaryContent(this.weights);
		Files.delete(this.directory.resolve(WEIGHTS));
		this.server.faults(WEIGHTS).redirect("http://169.254.169.254/latest/meta-data");
		assertThatExceptionOfType(HubException.class).isThrownBy(() -> fetch(hub, weights(hub)))
			.withMessage("The hub redirected to 169.254.169.254, which has a private address");
	}

	@Test
	void offlineOpensNoConnection() {
		RemoteHub hub = hub(this.server.endpoint(), "", "", true, List.of());
		assertThatExceptionOfType(HubException.class).isThrownBy(() -> hub.snapshot(REFERENCE))
			.withMessageStartingWith("Downloads are switched off (mtdnn.hub.offline)");
		assertThat(this.server.requests()).isEmpty();
	}

	@Test
	void anUnreachableHubIsReported() {
		this.server.close();
		assertThatExceptionOfType(HubException.class).isThrownBy(() -> hub().snapshot(REFERENCE))
			.withMessageMatching("The hub at http://127.0.0.1:\\d+ cannot be reached: .*")
			.returns(ProblemType.HUB_UNAVAILABLE, HubException::type);
	}

	@Test
	void aCancelledDownloadEnds() {
		HubFile file = weights(hub());
		assertThatExceptionOfType(CancellationException.class)
			.isThrownBy(() -> hub().fetch(snapshot(file), file, this.directory, () -> true));
	}

	private void fetch(RemoteHub hub, HubFile file) throws IOException, InterruptedException {
		hub.fetch(snapshot(file), file, this.directory, () -> false);
	}

	private static HubSnapshot snapshot(HubFile file) {
		return new HubSnapshot(REFERENCE, HubServer.COMMIT, List.of(file));
	}

	private static HubFile weights(RemoteHub hub) {
		return hub.snapshot(REFERENCE).file(WEIGHTS).orElseThrow();
	}

	private List<String> left() throws IOException {
		try (Stream<Path> files = Files.list(this.directory)) {
			return files.map((file) -> file.getFileName().toString()).sorted().toList();
		}
	}

	private RemoteHub hub() {
		return hub(this.server.endpoint(), "", "", false, List.of());
	}

	private RemoteHub hub(URI endpoint, String token, String proxy, boolean offline, List<String> hosts) {
		return new RemoteHub(new HubProperties(endpoint, token, proxy, offline, hosts, DataSize.ofGigabytes(1), 2, 20,
				3, Duration.ofSeconds(5), Duration.ofSeconds(5)), HostAddresses.SYSTEM, this.pauses::add);
	}

}
