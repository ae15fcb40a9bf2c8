package io.mtdnn.registry.imports;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

import io.mtdnn.hub.HubException;
import io.mtdnn.hub.HubOrder;
import io.mtdnn.hub.HubReceiver;
import io.mtdnn.hub.HubSnapshot;
import io.mtdnn.model.ModelFactory;
import io.mtdnn.pretrained.DirectoryFiles;
import io.mtdnn.registry.ModelRegistry;
import io.mtdnn.storage.NoSpaceException;
import io.mtdnn.web.ProblemType;

/**
 * Imports downloaded repositories. Before anything large is downloaded, the family and
 * class must be supported, and the labels must fit.
 */
final class ImportReceiver implements HubReceiver {

	private final ModelImports imports;

	private final ModelFactory models;

	private final ModelRegistry registry;

	ImportReceiver(ModelImports imports, ModelFactory models, ModelRegistry registry) {
		this.imports = imports;
		this.models = models;
		this.registry = registry;
	}

	@Override
	public List<String> first() {
		return DirectoryFiles.FIRST;
	}

	@Override
	public List<String> others(HubOrder order, Path directory, Set<String> available) {
		DirectoryFiles.requireConfiguration(available);
		try {
			this.imports.check(ImportNote.read(order.note()), directory);
		}
		catch (InvalidImportException ex) {
			throw explained(ex);
		}
		return DirectoryFiles.others(this.models, directory, available);
	}

	@Override
	public boolean contains(String name) {
		return this.registry.find(name).filter((model) -> model.id().equals(name)).isPresent();
	}

	/**
	 * A fault of the model or a full disk is for the caller; anything else is for the
	 * log.
	 */
	@Override
	public void receive(HubOrder order, Path directory, HubSnapshot origin) throws IOException {
		try {
			this.imports.fromRepository(order.name(), ImportNote.read(order.note()), directory, origin);
		}
		catch (InvalidImportException ex) {
			throw explained(ex);
		}
		catch (NoSpaceException ex) {
			throw new HubException(ProblemType.NO_SPACE, String.valueOf(ex.getMessage()), null, ex);
		}
		catch (RuntimeException ex) {
			throw new IOException("a downloaded model cannot be registered", ex);
		}
	}

	private static HubException explained(InvalidImportException ex) {
		return new HubException(ProblemType.INVALID_MODEL, String.valueOf(ex.getMessage()), ex.faults().get(0).field(),
				ex);
	}

}
