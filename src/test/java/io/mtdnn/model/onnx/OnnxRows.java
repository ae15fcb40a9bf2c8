package io.mtdnn.model.onnx;

import java.util.List;
import java.util.Map;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.mtdnn.task.TokenSequence;

/**
 * Runs models with ONNX Runtime on input rows padded to the longest, as its users do.
 */
public final class OnnxRows implements AutoCloseable {

	private static final OrtEnvironment ENVIRONMENT = OrtEnvironment.getEnvironment();

	public final OrtSession session;

	private OnnxRows(OrtSession session) {
		this.session = session;
	}

	public static OnnxRows open(byte[] model) throws OrtException {
		try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
			options.setIntraOpNumThreads(1);
			return new OnnxRows(ENVIRONMENT.createSession(model, options));
		}
	}

	/**
	 * An output's value, as nested arrays. Padding is filled with a word, not with zeros,
	 * so that only the mask hides it.
	 */
	public Object run(String output, List<TokenSequence> rows) throws OrtException {
		int longest = rows.stream().mapToInt(TokenSequence::length).max().orElseThrow();
		long[][] ids = new long[rows.size()][longest];
		long[][] mask = new long[rows.size()][longest];
		long[][] types = new long[rows.size()][longest];
		for (int row = 0; row < ids.length; row++) {
			TokenSequence sequence = rows.get(row);
			for (int i = 0; i < longest; i++) {
				boolean token = i < sequence.length();
				ids[row][i] = token ? sequence.ids()[i] : 7;
				mask[row][i] = token ? 1 : 0;
				types[row][i] = (token && i >= sequence.secondStart()) ? 1 : 0;
			}
		}
		try (OnnxTensor idTensor = OnnxTensor.createTensor(ENVIRONMENT, ids);
				OnnxTensor maskTensor = OnnxTensor.createTensor(ENVIRONMENT, mask);
				OnnxTensor typeTensor = OnnxTensor.createTensor(ENVIRONMENT, types);
				OrtSession.Result result = this.session
					.run(Map.of("input_ids", idTensor, "attention_mask", maskTensor, "token_type_ids", typeTensor))) {
			return result.get(output).orElseThrow().getValue();
		}
	}

	@Override
	public void close() throws OrtException {
		this.session.close();
	}

}
