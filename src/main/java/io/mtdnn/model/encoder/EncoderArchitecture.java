package io.mtdnn.model.encoder;

import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.mtdnn.model.EncoderConfig;
import io.mtdnn.model.EncoderFiles;
import io.mtdnn.model.ModelFormatException;

/**
 * How a family of encoders differs from BERT in its files and at its input. The layers
 * compute the same in all of them. One object per family, registered here.
 *
 * @param type {@code model_type} in {@code config.json}
 * @param className beginning of transformers' class names
 * @param prefix of the parameters' names in models with a head
 * @param layers prefix of the names of the layers' parameters
 * @param modules BERT's modules of a layer and this family's names of them, if different
 * @param keys BERT's keys in {@code config.json} and this family's, if different
 * @param types token types that tell the texts of a pair apart; 1 if they are all the
 * same, 0 if there is no embedding of them
 * @param offsetPositions whether positions start behind the padding's id instead of at 0
 */
public record EncoderArchitecture(String type, String className, String prefix, String layers,
		Map<String, String> modules, Map<String, String> keys, int types, boolean offsetPositions) {

	private static final String LAYERS = "encoder.layer.";

	private static final EncoderArchitecture BERT = new EncoderArchitecture("bert", "Bert", "bert.", LAYERS, Map.of(),
			Map.of(), 2, false);

	private static final EncoderArchitecture ELECTRA = new EncoderArchitecture("electra", "Electra", "electra.", LAYERS,
			Map.of(), Map.of(), 2, false);

	private static final EncoderArchitecture ROBERTA = new EncoderArchitecture("roberta", "Roberta", "roberta.", LAYERS,
			Map.of(), Map.of(), 1, true);

	/** The same model as RoBERTa with another vocabulary. */
	private static final EncoderArchitecture XLM_ROBERTA = new EncoderArchitecture("xlm-roberta", "XLMRoberta",
			"roberta.", LAYERS, Map.of(), Map.of(), 1, true);

	private static final EncoderArchitecture DISTILBERT = new EncoderArchitecture("distilbert", "DistilBert",
			"distilbert.", "transformer.layer.",
			Map.of("attention.self.query", "attention.q_lin", "attention.self.key", "attention.k_lin",
					"attention.self.value", "attention.v_lin", "attention.output.dense", "attention.out_lin",
					"attention.output.LayerNorm", "sa_layer_norm", "intermediate.dense", "ffn.lin1", "output.dense",
					"ffn.lin2", "output.LayerNorm", "output_layer_norm"),
			Map.of("hidden_size", "dim", "num_hidden_layers", "n_layers", "num_attention_heads", "n_heads",
					"intermediate_size", "hidden_dim", "hidden_act", "activation", "hidden_dropout_prob", "dropout",
					"attention_probs_dropout_prob", "attention_dropout"),
			0, false);

	/** By model type, sorted. */
	static final Map<String, EncoderArchitecture> ALL = new TreeMap<>(Map.of("bert", BERT, "distilbert", DISTILBERT,
			"electra", ELECTRA, "roberta", ROBERTA, "xlm-roberta", XLM_ROBERTA));

	/** The architecture of a configuration, which names one of those registered. */
	public static EncoderArchitecture of(String type) {
		return Objects.requireNonNull(ALL.get(type));
	}

	/**
	 * Requires that pairs of texts can be distinguished as in this family: by token
	 * types, or by separators alone.
	 * @throws ModelFormatException when the encoder does it otherwise
	 */
	public void requireReadablePairs(EncoderConfig config) {
		if (config.typeVocabularySize() < this.types) {
			throw new ModelFormatException("type_vocab_size in " + EncoderFiles.CONFIG + " is "
					+ config.typeVocabularySize() + ", but pairs of texts require two types");
		}
		if (this.types < 2 && config.typeVocabularySize() > this.types) {
			throw new ModelFormatException("type_vocab_size in " + EncoderFiles.CONFIG + " is "
					+ config.typeVocabularySize() + ", but a " + this.type + " has one type");
		}
	}

	/** This family's key in {@code config.json}. */
	String key(String bert) {
		return this.keys.getOrDefault(bert, bert);
	}

	/** The name of a parameter in this family's models with a head. */
	public String external(String canonical) {
		return this.prefix + renamed(canonical, LAYERS, this.layers, this.modules);
	}

	/** BERT's name of a parameter, from its name in a file. */
	String canonical(String external) {
		String name = external.startsWith(this.prefix) ? external.substring(this.prefix.length()) : external;
		Map<String, String> inverse = new TreeMap<>();
		this.modules.forEach((bert, own) -> inverse.put(own, bert));
		return renamed(name, this.layers, LAYERS, inverse).replace("LayerNorm.gamma", "LayerNorm.weight")
			.replace("LayerNorm.beta", "LayerNorm.bias");
	}

	private static String renamed(String name, String from, String to, Map<String, String> modules) {
		Matcher parameter = Pattern.compile(Pattern.quote(from) + "(\\d+)\\.(.+)\\.(\\w+)").matcher(name);
		return parameter.matches() ? to + parameter.group(1) + "."
				+ modules.getOrDefault(parameter.group(2), parameter.group(2)) + "." + parameter.group(3) : name;
	}

}
