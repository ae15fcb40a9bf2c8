package io.mtdnn.model.safetensors;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;

import io.mtdnn.files.GivenFile;
import io.mtdnn.model.FloatTensor;
import io.mtdnn.model.ModelFormatException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class SafeTensorsTests {

	@TempDir
	Path directory;

	@Test
	void writtenTensorsAreReadBack() {
		Path file = this.directory.resolve("a.safetensors");
		Map<String, FloatTensor> tensors = new LinkedHashMap<>();
		tensors.put("w", FloatTensor.of(new float[] { 1, -2.5f, Float.MIN_VALUE, Float.NaN, -0f, 6 }, 2, 3));
		tensors.put("scalar", FloatTensor.of(new float[] { 7 }));
		tensors.put("none", FloatTensor.of(new float[0], 0, 4));
		SafeTensors.write(file, tensors, Map.of("format", "pt"));
		try (SafeTensors read = SafeTensors.open(file)) {
			assertThat(read.metadata()).containsExactly(Map.entry("format", "pt"));
			assertThat(read.shapes().keySet()).containsExactly("w", "scalar", "none");
			assertThat(read.shapes().get("w")).containsExactly(2, 3);
			assertThat(bits(read.floats("w").data())).isEqualTo(bits(tensors.get("w").data()));
			assertThat(read.floats("scalar").shape()).isEmpty();
			assertThat(read.floats("none").data().remaining()).isZero();
		}
		assertThat(this.directory).isDirectoryNotContaining("glob:**.partial");
	}

	@Test
	void equalTensorsMakeEqualFilesForAnyOrderOfMetadata() {
		Map<String, FloatTensor> tensors = Map.of("w", FloatTensor.of(new float[] { 1 }, 1));
		Map<String, String> forward = new LinkedHashMap<>();
		Map<String, String> backward = new LinkedHashMap<>();
		IntStream.range(0, 10).forEach((i) -> forward.put("key" + i, "value"));
		IntStream.range(0, 10).forEach((i) -> backward.put("key" + (9 - i), "value"));
		SafeTensors.write(this.directory.resolve("a.safetensors"), tensors, forward);
		SafeTensors.write(this.directory.resolve("b.safetensors"), tensors, backward);
		assertThat(this.directory.resolve("a.safetensors"))
			.hasSameBinaryContentAs(this.directory.resolve("b.safetensors"));
	}

	@Test
	void messagesQuoteLongNamesAndShapesInPart() throws IOException {
		String name = "n".repeat(40_000);
		String shape = "7," + "1,".repeat(100_000) + "1";
		Path file = raw("{\"%s\":{\"dtype\":\"F32\",\"shape\":[%s],\"data_offsets\":[0,4]}}".formatted(name, shape),
				new byte[4]);
		assertThatExceptionOfType(ModelFormatException.class).isThrownBy(() -> SafeTensors.open(file))
			.withMessageContaining("tensor 'nnn")
			.withMessageContaining("F32 with shape [7, 1, 1")
			.satisfies((ex) -> assertThat(ex.getMessage()).hasSizeLessThan(1000));
	}

	@Test
	void tensorsLargerThanTheBufferAreWrittenInParts() {
		Path file = this.directory.resolve("a.safetensors");
		float[] values = new float[700_001];
		for (int i = 0; i < values.length; i++) {
			values[i] = i;
		}
		SafeTensors.write(file, Map.of("w", FloatTensor.of(values, values.length)), Map.of());
		try (SafeTensors read = SafeTensors.open(file)) {
			assertThat(read.floats("w").data()).isEqualTo(FloatBuffer.wrap(values));
		}
	}

	@Test
	void equalTensorsMakeEqualFilesInEveryProcess() throws IOException {
		Path file = this.directory.resolve("order.safetensors");
		SafeTensors.write(file, Map.of("a", FloatTensor.of(new float[] { 1, 2 }, 2)), Map.of("format", "pt"));
		assertThat(Files.readString(file, StandardCharsets.ISO_8859_1)).contains(
				"{\"__metadata__\":{\"format\":\"pt\"},\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}");
	}

	@Test
	void otherFloatingPointTypesAreConverted() throws IOException {
		ByteBuffer data = ByteBuffer.allocate(8 + 4 + 10).order(ByteOrder.LITTLE_ENDIAN);
		data.putDouble(-1.5).putShort((short) 0x3f80).putShort((short) 0xc040);
		data.putShort((short) 0x3c00)
			.putShort((short) 0xc000)
			.putShort((short) 0x0001)
			.putShort((short) 0x7c00)
			.putShort((short) 0x3555);
		Path file = raw("""
				{"d":{"dtype":"F64","shape":[1],"data_offsets":[0,8]},
				"b":{"dtype":"BF16","shape":[2],"data_offsets":[8,12]},
				"h":{"dtype":"F16","shape":[5],"data_offsets":[12,22]}}""", data.array());
		try (SafeTensors read = SafeTensors.open(file)) {
			assertThat(read.floats("d").data()).isEqualTo(FloatBuffer.wrap(new float[] { -1.5f }));
			assertThat(read.floats("b").data()).isEqualTo(FloatBuffer.wrap(new float[] { 1, -3 }));
			assertThat(read.floats("h").data())
				.isEqualTo(FloatBuffer.wrap(new float[] { 1, -2, 0x1p-24f, Float.POSITIVE_INFINITY, 0.333251953125f }));
		}
	}

	@Test
	void filesLargerThanTwoGibibytesAreRead() throws IOException {
		long bulk = 3L << 30;
		byte[] header = """
				{"bulk":{"dtype":"U8","shape":[%d],"data_offsets":[0,%d]},
				"w":{"dtype":"F32","shape":[1],"data_offsets":[%d,%d]}}""".formatted(bulk, bulk, bulk, bulk + 4)
			.getBytes(StandardCharsets.UTF_8);
		Path file = this.directory.resolve("large.safetensors");
		try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
			out.writeLong(Long.reverseBytes(header.length));
			out.write(header);
			out.seek(8 + header.length + bulk);
			out.writeInt(Integer.reverseBytes(Float.floatToIntBits(42)));
		}
		try (SafeTensors read = SafeTensors.open(file)) {
			assertThat(read.floats("w").data().get(0)).isEqualTo(42);
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			textBlock = """
					{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,16]}}                    | does not have 16 bytes
					{"a":{"dtype":"F32","shape":[5],"data_offsets":[0,20]}}                    | outside the file
					{"a":{"dtype":"F32","shape":[2],"data_offsets":[8,0]}}                     | outside the file
					{"a":{"dtype":"F32","shape":[-2],"data_offsets":[0,8]}}                    | contains -2
					{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,99999999999999999999]}}  | contains 99999999999999999999
					{"a":{"dtype":"F32","shape":[4611686018427387905,4],"data_offsets":[0,16]}} | too large
					{"a":{"dtype":"F32","shape":2,"data_offsets":[0,8]}}                       | shape is missing
					{"a":{"dtype":"F32","shape":[4]}}                                          | data_offsets is missing
					{"a":{"dtype":"X9","shape":[4],"data_offsets":[0,16]}}                     | unknown dtype 'X9'
					{"a":7}                                                                    | shape is missing
					{"b":{"dtype":"F32","shape":[3],"data_offsets":[0,12]},"a":{"dtype":"F32","shape":[2],"data_offsets":[8,16]}} | overlaps
					{"b":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"a":{"dtype":"F32","shape":[2],"data_offsets":[8,16]}}  | gap
					""")
	void invalidEntriesAreRejectedWithFileAndTensor(String header, String why) throws IOException {
		Path file = raw(header, new byte[16]);
		assertThatExceptionOfType(ModelFormatException.class).isThrownBy(() -> SafeTensors.open(file))
			.withMessageStartingWith(GivenFile.name(file) + ": ")
			.withMessageContaining("tensor 'a'")
			.withMessageContaining(why);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			textBlock = """
					{"b":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}} | 8 bytes after the last tensor
					{"b":                                                  | not valid JSON
					[1]                                                    | not a JSON object
					{"b":{"dtype":"F32","shape":[4],"data_offsets":[0,16]},"b":{"dtype":"F32","shape":[4],"data_offsets":[0,16]}} | Duplicate
					""")
	void invalidHeadersAreRejected(String header, String why) throws IOException {
		Path file = raw(header, new byte[16]);
		assertThatExceptionOfType(ModelFormatException.class).isThrownBy(() -> SafeTensors.open(file))
			.withMessageStartingWith(GivenFile.name(file) + ": ")
			.withMessageContaining(why);
	}

	@ParameterizedTest
	@CsvSource({ "9223372036854775807", "-1", "0", "99000000", "25" })
	void impossibleHeaderLengthsAreRejected(long length) throws IOException {
		Path file = this.directory.resolve("bad.safetensors");
		Files.write(file, ByteBuffer.allocate(32).order(ByteOrder.LITTLE_ENDIAN).putLong(length).array());
		assertThatExceptionOfType(ModelFormatException.class).isThrownBy(() -> SafeTensors.open(file))
			.withMessageContaining("its header would have");
	}

	@Test
	void missingAndTinyFilesAreRejected() throws IOException {
		Path tiny = Files.write(this.directory.resolve("tiny"), new byte[3]);
		assertThatExceptionOfType(ModelFormatException.class).isThrownBy(() -> SafeTensors.open(tiny))
			.withMessageContaining("only 3 bytes");
		assertThatExceptionOfType(ModelFormatException.class)
			.isThrownBy(() -> SafeTensors.open(this.directory.resolve("absent")))
			.withMessageContaining("absent");
	}

	@Test
	void missingTensorsAreNamed() throws IOException {
		Path file = raw("{\"i\":{\"dtype\":\"I64\",\"shape\":[2],\"data_offsets\":[0,16]}}", new byte[16]);
		try (SafeTensors read = SafeTensors.open(file)) {
			assertThatExceptionOfType(ModelFormatException.class).isThrownBy(() -> read.floats("w"))
				.withMessageContaining("no tensor 'w'");
			assertThatExceptionOfType(ModelFormatException.class).isThrownBy(() -> read.floats("i"))
				.withMessageContaining("tensor 'i' is I64");
		}
	}

	private Path raw(String header, byte[] data) throws IOException {
		byte[] json = header.getBytes(StandardCharsets.UTF_8);
		ByteBuffer bytes = ByteBuffer.allocate(8 + json.length + data.length).order(ByteOrder.LITTLE_ENDIAN);
		return Files.write(this.directory.resolve("raw.safetensors"),
				bytes.putLong(json.length).put(json).put(data).array());
	}

	private static int[] bits(FloatBuffer values) {
		return IntStream.range(0, values.remaining()).map((i) -> Float.floatToRawIntBits(values.get(i))).toArray();
	}

}
