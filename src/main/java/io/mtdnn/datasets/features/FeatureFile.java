package io.mtdnn.datasets.features;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;

import io.mtdnn.datasets.EncodedDataset;

/**
 * The file of one encoded dataset: magic, key (32 bytes), three counts (truncated
 * questions, answers outside, blocks), per block its length and its integers, all
 * big-endian; at the end a CRC-32C of everything before.
 */
final class FeatureFile {

	private static final long MAGIC = 0x4d54_444e_4e46_0002L;

	private FeatureFile() {
	}

	static void write(Path file, FeatureKey key, EncodedDataset features) throws IOException {
		CRC32C checksum = new CRC32C();
		try (DataOutputStream out = new DataOutputStream(
				new CheckedOutputStream(new BufferedOutputStream(Files.newOutputStream(file), 1 << 16), checksum))) {
			List<int[]> blocks = ((PackedItems) features.items()).blocks();
			out.writeLong(MAGIC);
			out.write(HexFormat.of().parseHex(key.hex()));
			out.writeInt(features.questionsTruncated());
			out.writeInt(features.answersOutside());
			out.writeInt(blocks.size());
			for (int[] block : blocks) {
				out.writeInt(block.length);
				ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(block.length, Integer.BYTES));
				bytes.asIntBuffer().put(block);
				out.write(bytes.array());
			}
			out.writeLong(checksum.getValue());
		}
	}

	/**
	 * Reads a file.
	 * @throws IOException when it is not the key's file, or damaged
	 */
	static EncodedDataset read(Path file, FeatureKey key) throws IOException {
		long left = Files.size(file);
		CRC32C checksum = new CRC32C();
		try (DataInputStream in = new DataInputStream(
				new CheckedInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16), checksum))) {
			require(in.readLong() == MAGIC, "another format");
			require(HexFormat.of().formatHex(in.readNBytes(32)).equals(key.hex()), "another key");
			int truncated = in.readInt();
			int outside = in.readInt();
			List<int[]> blocks = new ArrayList<>();
			for (int count = in.readInt(); count > 0; count--) {
				blocks.add(block(in, left));
			}
			long expected = checksum.getValue();
			require(in.readLong() == expected && in.read() < 0, "wrong checksum");
			return new PackedItems(blocks).dataset(truncated, outside);
		}
		catch (EOFException ex) {
			throw new IOException("cut off", ex);
		}
		catch (IllegalArgumentException ex) {
			throw new IOException(ex.getMessage(), ex);
		}
	}

	private static int[] block(DataInputStream in, long fileSize) throws IOException {
		int length = in.readInt();
		require(length >= 0 && (long) length * Integer.BYTES <= fileSize, "impossible length");
		byte[] bytes = new byte[length * Integer.BYTES];
		in.readFully(bytes);
		int[] block = new int[length];
		ByteBuffer.wrap(bytes).asIntBuffer().get(block);
		return block;
	}

	private static void require(boolean condition, String message) throws IOException {
		if (!condition) {
			throw new IOException(message);
		}
	}

}
