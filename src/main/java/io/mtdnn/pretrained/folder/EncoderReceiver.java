package io.mtdnn.pretrained.folder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import io.mtdnn.files.Flush;
import io.mtdnn.hub.HubReceiver;
import io.mtdnn.hub.HubSnapshot;
import io.mtdnn.model.EncoderFiles;
import io.mtdnn.model.ModelFactory;
import io.mtdnn.pretrained.EncoderException;
import io.mtdnn.pretrained.EncoderOrigin;
import io.mtdnn.tokenization.TokenizerFileNames;

/**
 * Receives downloaded encoders. Before anything large is downloaded, the configuration
 * must be one that can be computed, and the weights must be in safetensors.
 */
final class EncoderReceiver implements HubReceiver {

	private final EncoderFolder folder;

	private final ModelFactory models;

	EncoderReceiver(EncoderFolder folder, ModelFactory models) {
		this.folder = folder;
		this.models = models;
	}

	@Override
	public List<String> first() {
		return List.of(EncoderFiles.CONFIG, EncoderFiles.INDEX);
	}

	@Override
	public List<String> others(Path directory, Set<String> available) {
		if (!available.contains(EncoderFiles.CONFIG)) {
			throw new EncoderException("it lacks the file " + EncoderFiles.CONFIG);
		}
		this.models.configuration(directory);
		List<String> files = new ArrayList<>(TokenizerFileNames.ALL.stream().filter(available::contains).toList());
		if (available.contains(EncoderFiles.WEIGHTS)) {
			files.add(EncoderFiles.WEIGHTS);
		}
		else if (available.contains(EncoderFiles.INDEX)) {
			files.addAll(shards(directory, available));
		}
		else {
			throw new EncoderException(
					"it lacks the file " + EncoderFiles.WEIGHTS + EncoderFolder.instead(available::contains));
		}
		return files;
	}

	private List<String> shards(Path directory, Set<String> available) {
		List<String> shards = this.models.shards(directory);
		for (String shard : shards) {
			if (!available.contains(shard)) {
				throw new EncoderException(
						EncoderFiles.INDEX + " names the shard " + shard + ", which the repository lacks");
			}
		}
		return shards;
	}

	@Override
	public boolean contains(String name) {
		return this.folder.contains(name);
	}

	@Override
	public void receive(String name, Path directory, HubSnapshot origin) throws IOException {
		this.folder.verify(directory);
		OriginFile.write(directory,
				new EncoderOrigin(origin.reference().repository(), origin.reference().revision(), origin.commit()));
		Flush.tree(directory);
		Files.move(directory, this.folder.path(name), StandardCopyOption.ATOMIC_MOVE);
		Flush.directory(this.folder.root());
	}

}
