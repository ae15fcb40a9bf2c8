package io.mtdnn.pretrained.tensorflow;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

import io.mtdnn.model.EncoderConfig;
import io.mtdnn.model.FloatTensor;
import io.mtdnn.pretrained.EncoderException;
import io.mtdnn.pretrained.archive.ArchivedEncoder;
import io.mtdnn.pretrained.archive.TinyEncoder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

class TensorFlowArchiveTests {

	private static final String DATA = "variables/variables.data-00000-of-00001";

	private static final String INDEX = "variables/variables.index";

	private static final String QUERY = "module/bert/encoder/layer_0/attention/self/query/kernel";

	@TempDir
	private Path directory;

	private final TinyBundle bundle = TinyBundle.ofEncoder();

	private final Map<String, byte[]> nested = new LinkedHashMap<>();

	@BeforeEach
	void fill() {
		this.nested.put("assets/model.json", TinyEncoder.utf8("{\"doLowerCase\": false, \"maxSequenceLength\": 128}"));
		this.nested.put("assets/vocab.txt", TinyEncoder.utf8(TinyEncoder.VOCABULARY));
		this.nested.put(DATA, this.bundle.data());
		this.nested.put(INDEX, this.bundle.index());
	}

	@Test
	void weightsHaveHuggingFaceNamesAndTransposedKernels() throws IOException {
		ArchivedEncoder encoder = open();
		TinyEncoder.weights().forEach((name, expected) -> {
			FloatTensor actual = encoder.weights().get("bert." + name);
			assertThat(actual).as(name).isNotNull();
			assertThat(actual.shape()).as(name).isEqualTo(expected.shape());
			assertThat(TinyEncoder.values(actual)).as(name).isEqualTo(TinyEncoder.values(expected));
		});
		assertThat(encoder.weights().get("cls.predictions.bias").shape()).containsExactly(11);
		assertThat(encoder.weights()).hasSize(TinyEncoder.weights().size() + 1);
	}

	@Test
	void theArchitectureFollowsFromTheShapes() throws IOException {
		assertThat(open().config()).isEqualTo(EncoderConfig.bert(11, 4, 1, 2, 6, 8, 2, 1e-12));
	}

	@Test
	void theTokenizerFollowsTheArchivesCasing() throws IOException {
		assertThat(open().tokenizer().at("/normalizer/lowercase").asBoolean(true)).isFalse();
		this.nested.put("assets/model.json", TinyEncoder.utf8("{\"doLowerCase\": true}"));
		assertThat(open().tokenizer().at("/normalizer/lowercase").asBoolean(false)).isTrue();
	}

	@Test
	void aFlippedBitInATensorIsDetected() throws IOException {
		byte[] data = this.bundle.data();
		data[(int) this.bundle.places.get(QUERY)[0] + 5] ^= 1;
		this.nested.put(DATA, data);
		assertRefused(QUERY + " is damaged: wrong checksum");
	}

	@Test
	void aFlippedBitInAnOptimizerSlotIsIgnored() throws IOException {
		byte[] data = this.bundle.data();
		data[(int) this.bundle.places.get("module/bert/encoder/layer_0/output/dense/kernel/adam_m")[0]] ^= 1;
		this.nested.put(DATA, data);
		assertThat(open().weights()).isNotEmpty();
	}

	@Test
	void aTruncatedDataFileIsRejected() throws IOException {
		byte[] data = this.bundle.data();
		int offset = (int) this.bundle.places.get(QUERY)[0];
		this.nested.put(DATA, Arrays.copyOf(data, offset + 10));
		assertRefused(QUERY + " begins at byte " + offset + ", 64 bytes long, but the data file has " + (offset + 10));
	}

	@Test
	void everyFlippedBitInABlockOfTheIndexIsDetected() {
		byte[] index = this.bundle.index();
		for (int i = 0; i < index.length - 48; i++) {
			index[i] ^= 0x10;
			assertIndexRefused(index);
			index[i] ^= 0x10;
		}
		assertThat(LevelDbTable.read(index)).containsKey(QUERY);
	}

	@Test
	void everyTruncatedIndexIsRejected() {
		byte[] index = this.bundle.index();
		for (int length = 0; length < index.length; length++) {
			assertIndexRefused(Arrays.copyOf(index, length));
		}
	}

	@Test
	void aDamagedFooterIsReadOrRejected() {
		byte[] index = this.bundle.index();
		for (int i = index.length - 48; i < index.length; i++) {
			byte[] damaged = index.clone();
			damaged[i] = -1;
			try {
				assertThat(LevelDbTable.read(damaged)).hasSize(LevelDbTable.read(index).size());
			}
			catch (EncoderException ex) {
				assertThat(ex).hasMessageStartingWith("the index of its variables is");
			}
		}
	}

	private static void assertIndexRefused(byte[] index) {
		assertThatExceptionOfType(EncoderException.class).isThrownBy(() -> LevelDbTable.read(index))
			.withMessageStartingWith("the index of its variables is");
	}

	@Test
	void missingEntriesAreNamed() throws IOException {
		this.nested.remove("assets/vocab.txt");
		assertRefused("lacks the entry assets/vocab.txt");
	}

	@Test
	void aVocabularyWithoutSpecialTokensIsRejected() throws IOException {
		this.nested.put("assets/vocab.txt", TinyEncoder.utf8("[PAD]\n[UNK]\n[CLS]\n[SEP]\nParis\n"));
		assertRefused("the vocabulary has no [MASK]");
	}

	@Test
	void aVocabularyWithADuplicatePieceIsRejected() throws IOException {
		this.nested.put("assets/vocab.txt", TinyEncoder.utf8(TinyEncoder.VOCABULARY + "Paris\n"));
		assertRefused("'Paris' twice, with the ids 5 and 11");
	}

	@Test
	void entriesThatLeaveTheFolderAreRejected() throws IOException {
		for (String name : new String[] { "../evil", "/etc/evil", "assets/../../evil", "..\\evil", "C:evil" }) {
			Map<String, byte[]> entries = new LinkedHashMap<>();
			entries.put(name, new byte[1]);
			entries.putAll(this.nested);
			assertThatExceptionOfType(EncoderException.class).isThrownBy(() -> open(TinyEncoder.stored(entries)))
				.withMessage("its entry '" + name + "' points outside its folder");
		}
	}

	@Test
	void variablesMuchLargerThanTheirArchiveAreRejectedBeforeTheyFillTheDisk() throws IOException {
		this.nested.put(DATA, new byte[8 << 20]);
		Path scratch = Files.createTempDirectory(this.directory, "scratch");
		// Zeros that are packed twice: the outer file is tiny, the inner one a thousandth
		// of what it unpacks to.
		Path jar = Files.write(scratch.resolve("archive.jar"),
				TinyEncoder.deflated(Map.of("some/bert", TinyEncoder.deflated(this.nested))));
		assertThatExceptionOfType(EncoderException.class)
			.isThrownBy(() -> new TensorFlowArchive("some/bert", 2).open(jar, scratch))
			.withMessage("it unpacks to more than 20 times its size, at its entry '" + DATA + "'");
		assertThat(Files.size(scratch.resolve("variables.data"))).isLessThanOrEqualTo(4 << 20);
	}

	@Test
	void aFlippedBitInTheZipFileIsDetected() {
		byte[] inner = TinyEncoder.stored(this.nested);
		// A byte of the settings' content, which has no other checksum than the zip
		// file's.
		int place = new String(inner, java.nio.charset.StandardCharsets.ISO_8859_1).indexOf("maxSequenceLength");
		inner[place] ^= 1;
		assertThatIOException().isThrownBy(() -> open(inner)).withMessageContaining("CRC");
	}

	@Test
	void aFileThatIsNotAZipArchiveIsRejected() {
		assertThatExceptionOfType(EncoderException.class).isThrownBy(() -> open(new byte[100]))
			.withMessageContaining("not a zip file");
	}

	private void assertRefused(String why) {
		assertThatExceptionOfType(EncoderException.class).isThrownBy(this::open).withMessageContaining(why);
	}

	private ArchivedEncoder open() throws IOException {
		return open(TinyEncoder.stored(this.nested));
	}

	private ArchivedEncoder open(byte[] inner) throws IOException {
		Path scratch = Files.createTempDirectory(this.directory, "scratch");
		Path jar = Files.write(scratch.resolve("archive.jar"), TinyEncoder.deflated(Map.of("some/bert", inner)));
		return new TensorFlowArchive("some/bert", 2).open(jar, scratch);
	}

}
