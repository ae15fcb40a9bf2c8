package io.mtdnn.datasets.catalog;

import java.nio.file.Path;
import java.util.List;

import io.mtdnn.datasets.Dataset;
import io.mtdnn.datasets.Example.ChoiceExample;
import io.mtdnn.datasets.Example.SentenceExample;
import io.mtdnn.datasets.Split;
import io.mtdnn.task.Target;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** The official datasets that consist only of a declaration in the jar. */
class GlueDatasetsTests {

	private DataFixture data;

	@BeforeEach
	void setUp(@TempDir Path folder) {
		this.data = new DataFixture(folder.resolve("data"));
	}

	@Test
	void qnliIsRead() {
		this.data.with("glue/QNLI/train.tsv",
				"index\tquestion\tsentence\tlabel\n0\tWhat \"is?\tIt is.\tnot_entailment\n");
		assertExample("qnli", "accuracy", new SentenceExample("train.tsv:2", "What \"is?", "It is.", 1));
	}

	@Test
	void rteIsRead() {
		this.data.with("RTE/train.tsv", "index\tsentence1\tsentence2\tlabel\n0\tA.\tB.\tentailment\n");
		assertExample("rte", "accuracy", new SentenceExample("train.tsv:2", "A.", "B.", 0));
	}

	@Test
	void qqpIsRead() {
		this.data.with("glue_data/QQP/train.tsv",
				"id\tqid1\tqid2\tquestion1\tquestion2\tis_duplicate\n1\t2\t3\tA?\tB?\t1\n");
		assertExample("qqp", "f1", new SentenceExample("train.tsv:2", "A?", "B?", 1));
		assertThat(this.data.train("qqp").task().labels()).containsExactly("not_duplicate", "duplicate");
	}

	@Test
	void sst2IsRead() {
		this.data.with("SST-2/train.tsv", "sentence\tlabel\nhide new secretions \t0\n");
		assertExample("sst-2", "accuracy", new SentenceExample("train.tsv:2", "hide new secretions ", null, 0));
	}

	@Test
	void wnliIsRead() {
		this.data.with("WNLI/train.tsv", "index\tsentence1\tsentence2\tlabel\n0\tA.\tB.\t1\n");
		assertExample("wnli", "accuracy", new SentenceExample("train.tsv:2", "A.", "B.", 1));
	}

	@Test
	void stsbIsRead() {
		this.data.with("glue/STS-B/train.tsv",
				"index\tgenre\tfilename\tyear\told_index\tsource1\tsource2\tsentence1\tsentence2\tscore\n"
						+ "0\tmain-captions\tMSRvid\t2012test\t0001\tnone\tnone\tA plane is \"off.\tAn air plane.\t4.750\n");
		assertExample("sts-b", "pearson",
				new SentenceExample("train.tsv:2", "A plane is \"off.", "An air plane.", new Target.Value(4.75f)));
	}

	@Test
	void boolqIsRead() {
		this.data.with("boolq/train.jsonl",
				"{\"question\": \"is it\", \"title\": \"T\", \"answer\": true, \"passage\": \"It is.\"}\n");
		assertExample("boolq", "accuracy", new SentenceExample("train.jsonl:1", "is it", "It is.", 1));
	}

	@Test
	void boolqOfSuperGlueIsRead() {
		this.data
			.with("superglue/BoolQ/train.jsonl",
					"{\"question\": \"is it\", \"passage\": \"No.\", \"idx\": 0, \"label\": false}\n")
			.with("superglue/BoolQ/val.jsonl",
					"{\"question\": \"q\", \"passage\": \"p\", \"idx\": 0, \"label\": true}\n");
		assertExample("boolq", "accuracy", new SentenceExample("train.jsonl:1", "is it", "No.", 0));
	}

	@Test
	void hellaswagIsRead() {
		this.data.with("hellaswag_train.jsonl",
				"{\"ind\": 4, \"ctx_a\": \"A man sits.\", \"ctx_b\": \"he\", \"label\": 3, "
						+ "\"endings\": [\"a.\", \"b.\", \"c.\", \"d.\"]}\n");
		assertExample("hellaswag", "accuracy", new ChoiceExample("hellaswag_train.jsonl:1", "A man sits.",
				List.of("he a.", "he b.", "he c.", "he d."), 3));
	}

	@Test
	void codahIsReadAndSplit() {
		StringBuilder rows = new StringBuilder();
		for (int i = 0; i < 100; i++) {
			rows.append("o\tI \"am ").append(i).append("\ta.\tb.\tc.\td.\t3\n");
		}
		this.data.with("codah/full_data.tsv", rows.toString());
		Dataset train = this.data.train("codah");
		Dataset evaluation = this.data.catalog().read("codah", Split.EVALUATION, 0);
		assertThat(train.examples().size() + evaluation.examples().size()).isEqualTo(100);
		ChoiceExample example = (ChoiceExample) train.examples().get(0);
		assertThat(example.first()).startsWith("I \"am ");
		assertThat(example.choices()).containsExactly("a.", "b.", "c.", "d.");
		assertThat(example.label()).isEqualTo(3);
	}

	@Test
	void allOfficialDatasetsAreListed() {
		assertThat(this.data.catalog().names()).containsExactly("boolq", "codah", "cola", "hellaswag", "mnli", "mrpc",
				"qnli", "qqp", "rte", "sample-cola", "sample-mrpc", "sample-squad", "sample-swag", "squad-v1",
				"squad-v2", "sst-2", "sts-b", "swag", "wnli");
	}

	private void assertExample(String dataset, String metric, Object example) {
		Dataset train = this.data.train(dataset);
		assertThat(train.examples().get(0)).isEqualTo(example);
		assertThat(train.task().mainMetric()).isEqualTo(metric);
	}

}
