package io.mtdnn.datasets.catalog;

import java.util.ArrayList;
import java.util.List;

import io.mtdnn.datasets.catalog.DatasetDefinition.Layout;
import io.mtdnn.datasets.formats.ColaReader;
import io.mtdnn.datasets.formats.MnliReader;
import io.mtdnn.datasets.formats.MrpcReader;
import io.mtdnn.datasets.formats.SquadReader;
import io.mtdnn.datasets.formats.SwagReader;
import io.mtdnn.task.HeadKind;
import io.mtdnn.task.Task;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.json.JsonMapper;

/** The datasets this service knows, and the names their publishers gave the files. */
final class OfficialDatasets {

	private static final List<String> SQUAD_1 = List.of("", "squad", "squad-v1", "squad-v1.1", "squad1.1", "squad1");

	private static final List<String> SQUAD_2 = List.of("", "squad", "squad-v2", "squad-v2.0", "squad2.0", "squad2");

	private static final List<String> SWAG = List.of("", "swag", "swag/data", "swagaf/data");

	private static final List<String> COLA = List.of("", "cola", "cola/raw", "cola/original/raw", "cola_public/raw",
			"cola/cola_public/raw", "glue/cola/original/raw");

	private static final List<String> GLUE_COLA = List.of("cola", "glue/cola", "glue_data/cola");

	private static final List<String> MRPC = List.of("", "mrpc", "glue/mrpc", "glue_data/mrpc");

	private static final List<String> GLUE_MRPC = List.of("mrpc", "glue/mrpc", "glue_data/mrpc");

	private static final List<String> MNLI = List.of("", "mnli", "glue/mnli", "glue_data/mnli");

	private static final List<String> MULTINLI = List.of("", "mnli", "multinli_1.0", "mnli/multinli_1.0",
			"mnli/original", "glue/mnli/original", "glue_data/mnli/original");

	private final JsonMapper json;

	private final int maxRowSize;

	OfficialDatasets(DatasetsProperties properties) {
		this.maxRowSize = properties.limits().rowSize();
		StreamReadConstraints constraints = StreamReadConstraints.builder()
			.maxStringLength(this.maxRowSize)
			.maxNestingDepth(100)
			.build();
		this.json = JsonMapper
			.builder(JsonFactory.builder()
				.streamReadConstraints(constraints)
				.disable(StreamReadFeature.AUTO_CLOSE_SOURCE)
				.build())
			.build();
	}

	/** All datasets. */
	List<DatasetDefinition> definitions() {
		List<DatasetDefinition> all = new ArrayList<>();
		all.add(spans("squad-v2", new Layout(SQUAD_2, "train-v2.0.json", "dev-v2.0.json"), true, false));
		all.add(spans("squad-v1", new Layout(SQUAD_1, "train-v1.1.json", "dev-v1.1.json"), false, false));
		all.add(choices("swag", new Layout(SWAG, "train.csv", "val.csv"), false));
		all.add(cola("cola", false, new Layout(COLA, "in_domain_train.tsv", "in_domain_dev.tsv"),
				new Layout(GLUE_COLA, "train.tsv", "dev.tsv")));
		all.add(mrpc("mrpc", false, new Layout(MRPC, "msr_paraphrase_train.txt", "msr_paraphrase_test.txt"),
				new Layout(GLUE_MRPC, "train.tsv", "dev.tsv")));
		all.add(mnli("mnli", new Layout(MNLI, "train.tsv", "dev_matched.tsv"),
				new Layout(MULTINLI, "multinli_1.0_train.jsonl", "multinli_1.0_dev_matched.jsonl")));
		all.add(mnli("mnli-mismatched", new Layout(MNLI, null, "dev_mismatched.tsv"),
				new Layout(MULTINLI, null, "multinli_1.0_dev_mismatched.jsonl")));
		all.add(spans("sample-squad", sample("squad", "train-v2.0.json", "dev-v2.0.json"), true, true));
		all.add(choices("sample-swag", sample("swag", "train.csv", "val.csv"), true));
		all.add(cola("sample-cola", true, sample("cola", "in_domain_train.tsv", "in_domain_dev.tsv")));
		all.add(mrpc("sample-mrpc", true, sample("mrpc", "msr_paraphrase_train.txt", "msr_paraphrase_test.txt")));
		return all;
	}

	private static Layout sample(String folder, String train, String evaluation) {
		return new Layout(List.of(folder), train, evaluation);
	}

	private DatasetDefinition spans(String name, Layout layout, boolean unanswerable, boolean sample) {
		return new DatasetDefinition(name, new Task(name, HeadKind.SPAN, List.of()), List.of(layout), sample,
				new SquadReader(this.json, unanswerable));
	}

	private DatasetDefinition choices(String name, Layout layout, boolean sample) {
		return new DatasetDefinition(name, new Task(name, HeadKind.MULTIPLE_CHOICE, List.of()), List.of(layout), sample,
				new SwagReader(this.maxRowSize));
	}

	private DatasetDefinition cola(String name, boolean sample, Layout... layouts) {
		Task task = new Task(name, HeadKind.CLASSIFICATION, List.of("unacceptable", "acceptable"),
				"matthews_correlation");
		return new DatasetDefinition(name, task, List.of(layouts), sample, new ColaReader(this.maxRowSize));
	}

	private DatasetDefinition mrpc(String name, boolean sample, Layout... layouts) {
		Task task = new Task(name, HeadKind.CLASSIFICATION, List.of("not_equivalent", "equivalent"));
		return new DatasetDefinition(name, task, List.of(layouts), sample, new MrpcReader(this.maxRowSize));
	}

	private DatasetDefinition mnli(String name, Layout... layouts) {
		Task task = new Task("mnli", HeadKind.CLASSIFICATION, MnliReader.LABELS);
		return new DatasetDefinition(name, task, List.of(layouts), false, new MnliReader(this.maxRowSize, this.json));
	}

}
