package io.mtdnn.pretrained.folder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Set;

import io.mtdnn.files.Flush;
import io.mtdnn.hub.HubOrder;
import io.mtdnn.hub.HubReceiver;
import io.mtdnn.hub.HubSnapshot;
import io.mtdnn.model.ModelFactory;
import io.mtdnn.pretrained.DirectoryFiles;
import io.mtdnn.pretrained.EncoderOrigin;

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
		return DirectoryFiles.FIRST;
	}

	@Override
	public List<String> others(HubOrder order, Path directory, Set<String> available) {
		DirectoryFiles.requireConfiguration(available);
		this.models.configuration(directory);
		return DirectoryFiles.others(this.models, directory, available);
	}

	@Override
	public boolean contains(String name) {
		return this.folder.contains(name);
	}

	@Override
	public void receive(HubOrder order, Path directory, HubSnapshot origin) throws IOException {
		this.folder.verify(directory);
		OriginFile.write(directory,
				new EncoderOrigin(origin.reference().repository(), origin.reference().revision(), origin.commit()));
		Flush.tree(directory);
		Files.move(directory, this.folder.path(order.name()), StandardCopyOption.ATOMIC_MOVE);
		Flush.directory(this.folder.root());
	}

}
