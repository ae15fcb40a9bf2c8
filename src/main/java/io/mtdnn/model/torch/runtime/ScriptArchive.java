package io.mtdnn.model.torch.runtime;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Packs TorchScript source into the archive that libtorch loads: a zip of uncompressed
 * entries with the source and the pickle of an object of its class, which has no
 * parameters. It is created when the engine starts, so that the source remains readable
 * text.
 */
final class ScriptArchive {

	private static final String ROOT = "bert/";

	private static final byte[] EMPTY_TUPLE = { (byte) 0x80, 2, ')', '.' };

	private ScriptArchive() {
	}

	/**
	 * Creates the archive for a device.
	 * @param attention how the device computes attention; not {@link Attention#AUTO}
	 * @param gpu whether the device is a GPU
	 * @param oneDnn whether to use oneDNN's matrix products
	 */
	static InputStream of(Attention attention, boolean gpu, boolean oneDnn) {
		return pack(source(attention, gpu, oneDnn));
	}

	static String source(Attention attention, boolean gpu, boolean oneDnn) {
		String source = text("bert") + layers(attention, gpu);
		return oneDnn ? source : withoutOneDnn(source);
	}

	private static String layers(Attention attention, boolean gpu) {
		return switch (attention) {
			case AUTO -> throw new IllegalArgumentException("no device");
			case CHUNKED -> text("chunked");
			case PADDED -> text("fused") + text("padded") + text("plain");
			case FUSED -> text("fused") + (gpu ? text("cuda") : text("padded") + text("cpu"));
			case FLASH -> withFlash(layers(Attention.FUSED, gpu));
		};
	}

	private static String text(String part) {
		try (InputStream source = ScriptArchive.class.getResourceAsStream(part + ".torchscript")) {
			return new String(source.readAllBytes(), StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Uses flash attention for bf16 (15); its kernels do not support fp32. */
	private static String withFlash(String text) {
		return text.replace("    return False\n", "    return ops.prim.dtype(qkv) == 15\n");
	}

	/**
	 * Removes oneDNN's operators, because a script with an unknown operator cannot be
	 * loaded even if the operator is never called.
	 */
	private static String withoutOneDnn(String text) {
		return text.lines()
			.map((line) -> line.contains("ops.mkldnn._linear_pointwise") ? "    return torch.linear(x, w, b)"
					: line.contains("ops.mkldnn._reorder_linear_weight") ? "    return w" : line)
			.reduce("", (all, line) -> all + line + "\n");
	}

	/** The archive of a script. */
	static InputStream pack(String source) {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
			store(zip, "version", "3\n".getBytes(StandardCharsets.US_ASCII));
			store(zip, "constants.pkl", EMPTY_TUPLE);
			store(zip, "data.pkl", instance());
			store(zip, "code/__torch__.py", source.getBytes(StandardCharsets.UTF_8));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return new ByteArrayInputStream(bytes.toByteArray());
	}

	/**
	 * An object of class {@code __torch__.Bert} whose attribute {@code training} is
	 * false, in pickle protocol 2.
	 */
	private static byte[] instance() {
		String pickle = "\u0080\u0002c__torch__\nBert\n)\u0081}X\u0008\u0000\u0000\u0000training\u0089sb.";
		return pickle.getBytes(StandardCharsets.ISO_8859_1);
	}

	private static void store(ZipOutputStream zip, String name, byte[] content) throws IOException {
		CRC32 crc = new CRC32();
		crc.update(content);
		ZipEntry entry = new ZipEntry(ROOT + name);
		entry.setMethod(ZipEntry.STORED);
		entry.setSize(content.length);
		entry.setCrc(crc.getValue());
		zip.putNextEntry(entry);
		zip.write(content);
		zip.closeEntry();
	}

}
