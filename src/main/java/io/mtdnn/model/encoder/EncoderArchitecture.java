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
 * The differences between a family of encoders and BERT in their files and inputs. The
 * layers of all families compute the same. One object per family, registered here.
 *
 * @param type {@code model_type} in {@code config.json}
 * @param className beginning of transformers' class names
 * @param prefix prefix of the encoder's parameter names in models with a head
 * @param layers prefix of the layers' parameter names, after {@code prefix}
 * @param modules this family's names of a layer's modules by BERT's, if different
 * @param keys this family's keys in {@code config.json} by BERT's, if different
 * @param types number of token types: 2 if they distinguish the texts of a pair, 1 if all
 * tokens have the same type, 0 if the encoder has no embedding of types
 * @param offsetPositions whether positions start at the padding's id plus 1 instead of 0
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

	/** The architecture of a registered model type. */
	public static EncoderArchitecture of(String type) {
		return Objects.requireNonNull(ALL.get(type));
	}

	/**
	 * Requires that an encoder has this family's number of token types, so that it
	 * distinguishes the texts of a pair by their types or by separators alone.
	 * @throws ModelFormatException when the encoder has another number of types
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

	/** This family's key in {@code config.json} for BERT's. */
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
