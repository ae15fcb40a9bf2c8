package io.mtdnn.model.safetensors;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;

import io.mtdnn.files.GivenFile;
import io.mtdnn.model.EncoderFiles;
import io.mtdnn.model.FloatTensor;
import io.mtdnn.model.ModelFormatException;
import io.mtdnn.task.Excerpt;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The weights in a Hugging Face directory: {@code model.safetensors} or, if it does not
 * exist, the shards that {@code model.safetensors.index.json} lists.
 */
public final class WeightFiles implements AutoCloseable {

	private static final int MAX_INDEX = 1 << 24;

	private static final int MAX_SHARDS = 1000;

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private final String name;

	private final List<SafeTensors> files = new ArrayList<>();

	private final Map<String, SafeTensors> places = new LinkedHashMap<>();

	private WeightFiles(String name) {
		this.name = name;
	}

	/**
	 * Opens the weights of a directory.
	 * @throws ModelFormatException naming the file that is missing or damaged, or the
	 * tensor that the index and the shards disagree on
	 */
	public static WeightFiles open(Path directory) {
		Path single = directory.resolve(EncoderFiles.WEIGHTS);
		Path index = directory.resolve(EncoderFiles.INDEX);
		boolean sharded = !Files.exists(single, LinkOption.NOFOLLOW_LINKS)
				&& Files.exists(index, LinkOption.NOFOLLOW_LINKS);
		WeightFiles weights = new WeightFiles(GivenFile.name(sharded ? index : single));
		try {
			if (sharded) {
				weights.addShards(index);
			}
			else {
				weights.add(SafeTensors.open(single));
			}
			return weights;
		}
		catch (RuntimeException ex) {
			weights.close();
			throw ex;
		}
	}

	/**
	 * Names of the files that a directory's index lists, sorted.
	 * @throws ModelFormatException when the index is damaged, or lists a name that is not
	 * that of a file in the same directory
	 */
	public static List<String> shards(Path directory) {
		Path index = directory.resolve(EncoderFiles.INDEX);
		return List.copyOf(new TreeSet<>(new WeightFiles(GivenFile.name(index)).read(index).values()));
	}

	private void addShards(Path index) {
		Map<String, String> map = read(index);
		for (String shard : new TreeSet<>(map.values())) {
			add(SafeTensors.open(index.resolveSibling(shard)));
		}
		map.forEach((tensor, shard) -> {
			if (!this.places.containsKey(tensor)) {
				throw new ModelFormatException(this.name + " lists the tensor '" + Excerpt.of(tensor) + "', but "
						+ shard + " does not contain it");
			}
		});
	}

	private void add(SafeTensors file) {
		this.files.add(file);
		file.shapes().keySet().forEach((tensor) -> {
			if (this.places.put(tensor, file) != null) {
				throw new ModelFormatException(
						this.name + ": two shards contain the tensor '" + Excerpt.of(tensor) + "'");
			}
		});
	}

	private Map<String, String> read(Path index) {
		Map<String, String> map = new LinkedHashMap<>();
		try {
			JsonNode json = JSON.readTree(GivenFile.read(index, MAX_INDEX)).path("weight_map");
			json.forEachEntry((tensor, shard) -> map.put(tensor, shard(shard)));
		}
		catch (JacksonException ex) {
			throw new ModelFormatException(
					this.name + ": cannot be read: not valid JSON: " + Excerpt.of(ex.getOriginalMessage()), ex);
		}
		catch (IOException ex) {
			throw new ModelFormatException(ex.getMessage(), ex);
		}
		long shards = map.values().stream().distinct().count();
		if (shards == 0 || shards > MAX_SHARDS) {
			throw new ModelFormatException(
					this.name + ": weight_map names " + shards + " shards, expected 1 to " + MAX_SHARDS);
		}
		return map;
	}

	/** Checks the name of a shard, which must be in the same directory as the index. */
	private String shard(JsonNode shard) {
		String file = shard.asString("");
		if (!EncoderFiles.SHARD.matcher(file).matches()) {
			throw new ModelFormatException(this.name + ": weight_map names the shard " + Excerpt.of(shard.toString())
					+ ", expected the name of a .safetensors file in the same directory");
		}
		return file;
	}

	/** Name of the file that lists all tensors, for messages. */
	public String name() {
		return this.name;
	}

	/** Shapes of all tensors by name. */
	public Map<String, long[]> shapes() {
		Map<String, long[]> shapes = new LinkedHashMap<>();
		this.files.forEach((file) -> shapes.putAll(file.shapes()));
		return shapes;
	}

	/** Why a tensor's values cannot be read with {@link #floats}; null if they can. */
	public @Nullable String unreadable(String tensor) {
		return Objects.requireNonNull(this.places.get(tensor)).unreadable(tensor);
	}

	/**
	 * Reads a tensor's values as 32-bit floats; 16-bit and 64-bit floats are converted.
	 * @throws ModelFormatException when the tensor does not exist, does not contain
	 * floating-point numbers, or is larger than 2 GiB
	 */
	public FloatTensor floats(String tensor) {
		SafeTensors file = this.places.get(tensor);
		if (file == null) {
			throw new ModelFormatException(this.name + ": has no tensor '" + tensor + "'");
		}
		return file.floats(tensor);
	}

	@Override
	public void close() {
		this.files.forEach(SafeTensors::close);
	}

}
