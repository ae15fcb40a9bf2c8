// Plans to start from. Those of the paper are from its section 4: SQuAD 2.0 leading with SWAG, and with all auxiliary tasks.

const PAPER = { encoder: "bert-base-cased", epochs: 2 };

export const PRESETS = {
	sample: { name: "Sample, about 5 minutes", load: async () => (await fetch("sample-job.json")).json() },
	quick: { name: "Quick check", load: async () => ({ name: "quick check", encoder: "minilm-l6-uncased", epochs: 1, maxSequenceLength: 192, docStride: 96,
		tasks: [{ dataset: "sample-squad", weight: 0.6 }, { dataset: "sample-cola" }], limits: { train: { "sample-squad": 100, "sample-cola": 100 } } }) },
	swag: { name: "Paper: SQuAD 2.0 and SWAG", load: async () => ({ ...PAPER, tasks: [{ dataset: "squad-v2", weight: 0.8 }, { dataset: "swag", weight: 0.2 }] }) },
	all: { name: "Paper: all five tasks", load: async () => ({ ...PAPER, tasks: [{ dataset: "squad-v2", weight: 0.8 }, { dataset: "swag" }, { dataset: "cola" },
		{ dataset: "mrpc" }, { dataset: "mnli" }] }) },
};
