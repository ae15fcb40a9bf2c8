package io.mtdnn.pretrained.tensorflow;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32C;

import io.mtdnn.model.FloatTensor;
import io.mtdnn.pretrained.EncoderException;
import io.mtdnn.pretrained.archive.ArchivedEncoder;

/**
 * The weights of an original BERT in a TensorBundle. The data file is mapped into memory,
 * and kernels are transposed in place, so that the Java heap never contains more than one
 * of them.
 */
final class TensorFlowWeights {

	private TensorFlowWeights() {
	}

	/**
	 * Weights by Hugging Face names, including those of the language model
	 * ({@code cls.*}); linear weights are transposed to {@code [out, in]}.
	 * @param data the data file, which this method modifies
	 */
	static Map<String, FloatTensor> read(Map<String, BundleEntry> entries, Path data) throws IOException {
		Map<String, FloatTensor> weights = new LinkedHashMap<>();
		try (FileChannel channel = FileChannel.open(data, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
			for (Map.Entry<String, BundleEntry> entry : entries.entrySet()) {
				Optional<String> name = TensorFlowNames.huggingFace(entry.getKey());
				if (name.isPresent()) {
					FloatTensor tensor = tensor(entry.getKey(), entry.getValue(), channel);
					weights.put(name.get(),
							TensorFlowNames.isKernel(entry.getKey()) ? transposed(entry.getKey(), tensor) : tensor);
				}
			}
		}
		return weights;
	}

	private static FloatTensor transposed(String name, FloatTensor kernel) {
		ArchivedEncoder.requireMatrix(name, kernel);
		return kernel.transposedInPlace();
	}

	private static FloatTensor tensor(String name, BundleEntry entry, FileChannel channel) throws IOException {
		if (entry.type() != BundleEntry.FLOAT || entry.shard() != 0) {
			throw new EncoderException(name + " is not made of 32-bit floats in the first data file");
		}
		if (entry.offset() < 0 || entry.length() < 0 || entry.length() > Integer.MAX_VALUE
				|| entry.offset() > channel.size() - entry.length()) {
			throw new EncoderException(name + " begins at byte " + entry.offset() + ", " + entry.length()
					+ " bytes long, but the data file has " + channel.size());
		}
		MappedByteBuffer bytes = channel.map(MapMode.READ_WRITE, entry.offset(), entry.length());
		CRC32C checksum = new CRC32C();
		checksum.update(bytes.duplicate());
		if (Checksums.masked(checksum) != entry.checksum()) {
			throw new EncoderException(name + " is damaged: wrong checksum");
		}
		try {
			return new FloatTensor(entry.shape(), bytes.order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer());
		}
		catch (IllegalArgumentException | ArithmeticException ex) {
			throw new EncoderException(name + " is damaged: " + ex.getMessage(), ex);
		}
	}

}
