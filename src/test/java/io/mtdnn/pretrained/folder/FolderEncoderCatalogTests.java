package io.mtdnn.pretrained.folder;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import io.mtdnn.model.FloatTensor;
import io.mtdnn.model.safetensors.SafeTensors;
import io.mtdnn.pretrained.EncoderException;
import io.mtdnn.pretrained.EncoderListing;
import io.mtdnn.pretrained.archive.ArchivedEncoder;
import io.mtdnn.pretrained.archive.TinyEncoder;
import io.mtdnn.pretrained.archive.Vocabulary;
import io.mtdnn.task.Excerpt;
import io.mtdnn.tokenization.BertTokenizerJson;
import io.mtdnn.tokenization.huggingface.HuggingFaceTokenizerFactory;
import io.mtdnn.tokenization.TokenizerFactory;
import io.mtdnn.tokenization.WordPieceTokenizer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.FileSystemUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class FolderEncoderCatalogTests {

	@TempDir
	private Path directory;

	private Path encoders;

	private Path archives;

	private final AtomicInteger conversions = new AtomicInteger();

	/** The next conversion's changes to the tiny encoder's weights. */
	private Map<String, FloatTensor> weights = TinyEncoder.weights();

	private FolderEncoderCatalog catalog;

	@BeforeEach
	void createCatalog() throws IOException {
		this.encoders = this.directory.resolve("encoders");
		this.archives = Files.createDirectories(this.directory.resolve("archives"));
		Files.createFile(this.archives.resolve("here.jar"));
		this.catalog = catalog();
	}

	private FolderEncoderCatalog catalog() {
		return new FolderEncoderCatalog(
				new EncoderFolder(this.encoders, TinyEncoder.MODELS, new HuggingFaceTokenizerFactory()),
				List.of(this.directory.resolve("nowhere"), this.archives),
				List.of(new ShippedEncoder("absent", this::open, "fetch-absent"),
						new ShippedEncoder("here", this::open, "fetch-here")),
				Clock.systemUTC());
	}

	private ArchivedEncoder open(Path archive, Path scratch) throws IOException {
		this.conversions.incrementAndGet();
		requireLocked();
		assertThat(archive).isEqualTo(this.archives.resolve("here.jar"));
		Files.createFile(scratch.resolve("something"));
		Vocabulary vocabulary = Vocabulary.ofText(TinyEncoder.VOCABULARY);
		return new ArchivedEncoder(this.weights, 2, vocabulary, BertTokenizerJson.of(vocabulary.pieces(), false),
				"test");
	}

	/** Other processes are kept waiting. */
	@SuppressWarnings("try")
	private void requireLocked() throws IOException {
		try (FileChannel channel = FileChannel.open(this.encoders.resolve(".here.lock"), StandardOpenOption.WRITE)) {
			assertThatExceptionOfType(OverlappingFileLockException.class).isThrownBy(channel::tryLock);
		}
	}

	@Test
	void namesAreThoseOfDirectoriesAndAvailableArchives() throws IOException {
		assertThat(this.catalog.names()).containsExactly("here");
		TinyEncoder.writeDirectory(this.encoders.resolve("mine"));
		Files.createDirectories(this.encoders.resolve("no-encoder"));
		assertThat(this.catalog.names()).containsExactly("here", "mine");
		this.catalog.directory("here");
		assertThat(this.catalog.names()).containsExactly("here", "mine");
	}

	@Test
	void listingsContainTheSourceOfEncoders() {
		TinyEncoder.writeDirectory(this.encoders.resolve("mine"));
		assertThat(this.catalog.listings()).containsExactly(EncoderListing.notFetched("absent", "fetch-absent"),
				EncoderListing.of("here", EncoderListing.Source.ARCHIVE, null),
				EncoderListing.of("mine", EncoderListing.Source.FOLDER, null));
		this.catalog.directory("here");
		assertThat(this.catalog.listings()).contains(EncoderListing.of("here", EncoderListing.Source.FOLDER, null));
	}

	@Test
	void aUsersDirectoryIsAnEncoderOfThatName() {
		Path mine = TinyEncoder.writeDirectory(this.encoders.resolve("my BERT v1.0"));
		assertThat(this.catalog.directory("my BERT v1.0")).isEqualTo(mine);
		assertThat(this.conversions).hasValue(0);
	}

	@Test
	void aDirectoryWithAShippedNameIsNotOverwritten() {
		Path mine = TinyEncoder.writeDirectory(this.encoders.resolve("here"));
		assertThat(this.catalog.directory("here")).isEqualTo(mine);
		assertThat(this.conversions).hasValue(0);
	}

	@Test
	void aShippedEncoderIsConvertedOnce() throws IOException {
		Path converted = this.catalog.directory("here");
		assertThat(converted).isEqualTo(this.encoders.resolve("here"));
		assertThat(contents(converted)).containsExactly("config.json", "model.safetensors", "tokenizer.json",
				"tokenizer_config.json", "vocab.txt");
		assertThat(catalog().directory("here")).isEqualTo(converted);
		assertThat(this.conversions).hasValue(1);
		assertThat(contents(this.encoders)).containsExactly(".here.lock", "here");
	}

	@Test
	void concurrentRequestsShareOneConversion() throws Exception {
		int threads = 4;
		CyclicBarrier start = new CyclicBarrier(threads);
		ExecutorService executor = Executors.newFixedThreadPool(threads);
		try {
			List<Future<Path>> results = new ArrayList<>();
			for (int i = 0; i < threads; i++) {
				FolderEncoderCatalog own = catalog();
				results.add(executor.submit(() -> {
					start.await();
					return own.directory("here");
				}));
			}
			for (Future<Path> result : results) {
				assertThat(result.get()).isEqualTo(this.encoders.resolve("here"));
			}
		}
		finally {
			executor.shutdownNow();
		}
		assertThat(this.conversions).hasValue(1);
	}

	@Test
	void filesOfAKilledProcessAreRemoved() throws IOException {
		Path partial = Files.createDirectories(this.encoders.resolve(".here.partial"));
		Files.createFile(partial.resolve("half"));
		Files.createDirectories(this.encoders.resolve(".here.scratch"));
		assertThat(this.catalog.names()).containsExactly("here");
		assertThat(contents(this.catalog.directory("here"))).doesNotContain("half");
		assertThat(contents(this.encoders)).containsExactly(".here.lock", "here");
	}

	@Test
	void aFailedConversionLeavesNothingAndCanBeRetried() throws IOException {
		this.weights = new TreeMap<>(this.weights);
		FloatTensor bias = this.weights.remove("encoder.layer.0.attention.self.key.bias");
		assertThatExceptionOfType(EncoderException.class).isThrownBy(() -> this.catalog.directory("here"))
			.withMessageStartingWith("encoder 'here' cannot be converted from here.jar: ")
			.withMessageContaining("encoder.layer.0.attention.self.key.bias [4] is missing");
		assertThat(contents(this.encoders)).containsExactly(".here.lock");
		this.weights.put("encoder.layer.0.attention.self.key.bias", bias);
		assertThat(this.catalog.directory("here")).exists();
	}

	@Test
	void anUnknownEncoderIsReportedWithTheKnownOnesAndARemedy() {
		assertRefused("gpt",
				"there is no encoder 'gpt'; known encoders: here; absent can be downloaded with fetch-absent");
	}

	@Test
	void aShippedEncoderWithoutArchiveIsReportedWithARemedy() {
		assertRefused("absent",
				"encoder 'absent' has not been downloaded: absent can be downloaded with fetch-absent; known encoders: here");
	}

	@ParameterizedTest
	@NullSource
	@ValueSource(strings = { "", " ", ".", "..", "../secret", "/etc", "a/b", "a\\b", "C:evil", ".hidden", "name\n",
			"name\u0000", "trailing.", "trailing ", "here/../here", "~root" })
	void namesAreNotPaths(String name) {
		TinyEncoder.writeDirectory(this.directory.resolve("secret"));
		assertRefused(name, "'" + Excerpt.of(name) + "' is not a valid encoder name");
	}

	/**
	 * Any request for an address would arrive at this server, directly or as a proxy.
	 */
	@ParameterizedTest
	@ValueSource(strings = { "https://evil.example/x", "http://169.254.169.254/", "hf://a/b", "file:///etc/passwd",
			"http://127.0.0.1:%d/bert", "//127.0.0.1:%d/bert" })
	void urlsAreRejectedWithoutAConnection(String address) throws IOException {
		ProxySelector before = ProxySelector.getDefault();
		try (ServerSocketChannel server = ServerSocketChannel.open()) {
			server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)).configureBlocking(false);
			ProxySelector.setDefault(ProxySelector.of((InetSocketAddress) server.getLocalAddress()));
			String name = address.formatted(server.socket().getLocalPort());
			assertRefused(name, "'" + name + "' is not a valid encoder name");
			assertThat(server.accept()).isNull();
		}
		finally {
			ProxySelector.setDefault(before);
		}
	}

	@Test
	void linksThatLeaveTheFolderAreRejected() throws IOException {
		Path outside = TinyEncoder.writeDirectory(this.directory.resolve("outside"));
		Files.createDirectories(this.encoders);
		Files.createSymbolicLink(this.encoders.resolve("link"), outside);
		assertRefused("link",
				"encoder 'link' cannot be used: link is a link that points outside the folder of encoders");
		Path inside = TinyEncoder.writeDirectory(this.encoders.resolve("inside"));
		Files.delete(inside.resolve("vocab.txt"));
		Files.createSymbolicLink(inside.resolve("vocab.txt"), outside.resolve("vocab.txt"));
		assertRefused("inside", "vocab.txt is a link that points outside");
		Files.createSymbolicLink(this.encoders.resolve("broken"), this.directory.resolve("nothing"));
		assertRefused("broken", "encoder 'broken' cannot be used");
	}

	@Test
	void linksInsideTheFolderAreFollowed() throws IOException {
		TinyEncoder.writeDirectory(this.encoders.resolve("v1"));
		Files.createSymbolicLink(this.encoders.resolve("latest"), Path.of("v1"));
		assertThat(this.catalog.directory("latest")).isEqualTo(this.encoders.resolve("latest"));
	}

	@Test
	void picklesAreNeverLoaded() throws IOException {
		Path mine = TinyEncoder.writeDirectory(this.encoders.resolve("mine"));
		Files.move(mine.resolve("model.safetensors"), mine.resolve("pytorch_model.bin"));
		assertRefused("mine",
				"it lacks the file model.safetensors, only pytorch_model.bin (a pickle, which is never loaded);"
						+ " convert it to safetensors");
	}

	@Test
	void shardsAreReadAndPartOfTheContentHash() throws IOException {
		Path mine = TinyEncoder.writeDirectory(this.encoders.resolve("mine"));
		Files.move(mine.resolve("model.safetensors"), mine.resolve("model-00001-of-00001.safetensors"));
		StringBuilder map = new StringBuilder();
		TinyEncoder.weights()
			.keySet()
			.forEach((name) -> map.append(map.isEmpty() ? "" : ", ")
				.append("\"" + name + "\": \"model-00001-of-00001.safetensors\""));
		Files.writeString(mine.resolve("model.safetensors.index.json"), "{\"weight_map\": {" + map + "}}");
		assertThat(this.catalog.directory("mine")).isEqualTo(mine);
		assertThat(this.catalog.fileHashes("mine")).containsKeys("model.safetensors.index.json",
				"model-00001-of-00001.safetensors");
		Files.delete(mine.resolve("model-00001-of-00001.safetensors"));
		assertRefused("mine", "model-00001-of-00001.safetensors is missing");
	}

	@Test
	void tensorsThatDoNotFitTheConfigurationAreListed() {
		Path mine = TinyEncoder.writeDirectory(this.encoders.resolve("mine"));
		Map<String, FloatTensor> changed = new LinkedHashMap<>(TinyEncoder.weights());
		changed.remove("embeddings.LayerNorm.bias");
		changed.put("encoder.layer.0.intermediate.dense.bias", FloatTensor.of(new float[5], 5));
		SafeTensors.write(mine.resolve("model.safetensors"), changed, Map.of());
		assertRefused("mine", "embeddings.LayerNorm.bias [4] is missing;"
				+ " encoder.layer.0.intermediate.dense.bias is [5], expected [6]");
	}

	@Test
	void aVocabularyLargerThanTheEmbeddingIsRejected() throws IOException {
		Path mine = TinyEncoder.writeDirectory(this.encoders.resolve("mine"));
		Files.delete(mine.resolve("tokenizer.json"));
		Files.writeString(mine.resolve("vocab.txt"), TinyEncoder.VOCABULARY + "one\ntoo\n");
		assertRefused("mine", "its vocabulary has 13 word pieces, but vocab_size in config.json is 11");
		Files.delete(mine.resolve("vocab.txt"));
		assertRefused("mine", "there is neither mine/tokenizer.json nor vocab.txt");
	}

	/** What a list calls available is what a job can start from. */
	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			textBlock = """
					config.json           | pointer   | mine/config.json is a Git LFS pointer
					model.safetensors     | pointer   | mine/model.safetensors is a Git LFS pointer
					tokenizer.json        | pointer   | mine/tokenizer.json is a Git LFS pointer
					tokenizer_config.json | pointer   | mine/tokenizer_config.json is a Git LFS pointer
					special_tokens_map.json | pointer | mine/special_tokens_map.json is a Git LFS pointer
					config.json           | directory | mine/config.json is not a file but a directory
					model.safetensors     | directory | mine/model.safetensors is not a file but a directory
					tokenizer.json        | directory | mine/tokenizer.json is not a file but a directory
					added_tokens.json     | directory | mine/added_tokens.json is not a file but a directory
					config.json           | pipe      | mine/config.json is not a file but a pipe
					model.safetensors     | pipe      | mine/model.safetensors is not a file but a pipe
					tokenizer.json        | pipe      | mine/tokenizer.json is not a file but a pipe
					tokenizer_config.json | pipe      | mine/tokenizer_config.json is not a file but a pipe
					config.json           | cut off   | mine/config.json: cannot be read: not valid JSON
					model.safetensors     | cut off   | mine/model.safetensors
					tokenizer.json        | cut off   | mine/tokenizer.json is not valid JSON
					tokenizer_config.json | cut off   | mine/tokenizer_config.json is not valid JSON
					config.json           | empty     | mine/config.json: not a JSON object
					model.safetensors     | empty     | mine/model.safetensors: not a safetensors file, only 0 bytes
					tokenizer.json        | empty     | mine/tokenizer.json is not a JSON object
					config.json           | missing   | it lacks the file config.json
					model.safetensors     | missing   | it lacks the file model.safetensors
					config.json           | link      | mine/config.json cannot be read or is a broken link
					model.safetensors     | 40 MB     | mine/model.safetensors: not a safetensors file
					config.json           | 40 MB     | mine/config.json has 41943040 bytes; at most 4194304 are allowed
					tokenizer.json        | 40 MB     | mine/tokenizer.json has 41943040 bytes; at most 33554432 are allowed
					vocab.txt             | as the only one 40 MB | mine/vocab.txt has 41943040 bytes; at most 33554432 are allowed
					""")
	@EnabledOnOs({ OS.LINUX, OS.MAC })
	void unusableDirectoriesAreListedAsSuchAndRejected(String file, String fault, String message) throws Exception {
		Path mine = TinyEncoder.writeDirectory(this.encoders.resolve("mine"));
		assertThat(this.catalog.names()).contains("mine");
		if (file.equals("vocab.txt")) {
			Files.delete(mine.resolve("tokenizer.json"));
		}
		spoil(mine.resolve(file), fault);
		assertThat(this.catalog.names()).doesNotContain("mine");
		EncoderListing listing = this.catalog.listings()
			.stream()
			.filter((item) -> item.name().equals("mine"))
			.findFirst()
			.orElseThrow();
		assertThat(listing.available()).isFalse();
		assertThat(listing.reason()).startsWith("encoder 'mine' cannot be used: ")
			.contains(message)
			.doesNotContain(this.directory.toString());
		assertThatExceptionOfType(EncoderException.class).isThrownBy(() -> this.catalog.directory("mine"))
			.withMessage(listing.reason());
		FileSystemUtils.deleteRecursively(mine);
		TinyEncoder.writeDirectory(mine);
		assertThat(this.catalog.names()).contains("mine");
		assertThat(this.catalog.directory("mine")).isEqualTo(mine);
	}

	private static void spoil(Path file, String fault) throws Exception {
		byte[] content = Files.exists(file) ? Files.readAllBytes(file) : new byte[0];
		Files.deleteIfExists(file);
		switch (fault) {
			case "pointer" ->
				Files.writeString(file, "version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 9\n");
			case "directory" -> Files.createDirectory(file);
			case "pipe" -> assertThat(new ProcessBuilder("mkfifo", file.toString()).start().waitFor()).isZero();
			case "cut off" -> Files.write(file, Arrays.copyOf(content, content.length / 2));
			case "empty" -> Files.createFile(file);
			case "link" -> Files.createSymbolicLink(file, Path.of("nothing"));
			case "missing" -> assertThat(file).doesNotExist();
			default -> Files.write(file, new byte[40 << 20]);
		}
	}

	/** Results are cached while files are unchanged. */
	@Test
	void aDirectoryIsCheckedOncePerState() throws Exception {
		AtomicInteger checks = new AtomicInteger();
		TokenizerFactory counting = new HuggingFaceTokenizerFactory() {

			@Override
			public WordPieceTokenizer open(Path directory) {
				checks.incrementAndGet();
				return super.open(directory);
			}

		};
		TinyEncoder.writeDirectory(this.encoders.resolve("mine"));
		EncoderVerdicts verdicts = new EncoderVerdicts(new EncoderFolder(this.encoders, TinyEncoder.MODELS, counting),
				Clock.offset(Clock.systemUTC(), Duration.ofMinutes(1)));
		assertThat(verdicts.fault("mine")).isNull();
		assertThat(verdicts.fault("mine")).isNull();
		assertThat(checks).hasValue(1);
		Files.writeString(this.encoders.resolve("mine/added_tokens.json"), "[]");
		assertThat(verdicts.fault("mine")).contains("added_tokens.json is not a JSON object");
		assertThat(verdicts.fault("mine")).contains("added_tokens.json is not a JSON object");
		assertThat(checks).hasValue(2);
	}

	@Test
	void anEncoderWithoutASecondTokenTypeIsRejected() throws IOException {
		Path mine = TinyEncoder.writeDirectory(this.encoders.resolve("mine"));
		Map<String, FloatTensor> changed = new LinkedHashMap<>(TinyEncoder.weights());
		changed.put("embeddings.token_type_embeddings.weight",
				FloatTensor.of(new float[TinyEncoder.HIDDEN], 1, TinyEncoder.HIDDEN));
		SafeTensors.write(mine.resolve("model.safetensors"), changed, Map.of());
		Path config = mine.resolve("config.json");
		Files.writeString(config, Files.readString(config).replaceFirst("(\"type_vocab_size\" *: *)2", "$11"));
		assertRefused("mine", "type_vocab_size in config.json is 1, but pairs of texts require two types");
	}

	@Test
	void everyFileOfAnEncoderHasAHash() throws IOException {
		Path mine = TinyEncoder.writeDirectory(this.encoders.resolve("mine"));
		String hash = this.catalog.contentHash("mine");
		assertThat(hash).matches("[0-9a-f]{64}").isEqualTo(this.catalog.contentHash("here"));
		Files.writeString(mine.resolve("README.md"), "not read");
		assertThat(this.catalog.contentHash("mine")).isEqualTo(hash);
		Files.writeString(mine.resolve("tokenizer_config.json"), "{\"do_lower_case\": false}");
		assertThat(this.catalog.contentHash("mine")).isNotEqualTo(hash);
		assertThatExceptionOfType(EncoderException.class).isThrownBy(() -> this.catalog.contentHash("absent"))
			.withMessageContaining("has not been downloaded");
	}

	private void assertRefused(String name, String why) {
		assertThatExceptionOfType(EncoderException.class).isThrownBy(() -> this.catalog.directory(name))
			.withMessageContaining(why);
	}

	private static List<String> contents(Path directory) throws IOException {
		try (Stream<Path> files = Files.list(directory)) {
			return files.map((file) -> file.getFileName().toString()).sorted().toList();
		}
	}

}
