package io.mtdnn.registry.store;

import java.time.format.DateTimeParseException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.mtdnn.registry.RegisteredModel;
import io.mtdnn.registry.RegistryInputException;
import io.mtdnn.web.Cursor;

import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.data.domain.ScrollPosition;
import org.springframework.data.domain.Window;
import org.springframework.stereotype.Service;

/**
 * Lists the models, page by page. Pages are unaffected by models that are registered
 * meanwhile.
 */
@Service
public class ModelCatalog {

	private final ModelRepository models;

	private final RegistryJson json;

	ModelCatalog(ModelRepository models, RegistryJson json) {
		this.models = models;
		this.json = json;
	}

	/**
	 * One page.
	 * @param cursor {@link ModelPage#next} of the page before; null for the first
	 * @param limit maximum number of models on the page
	 * @throws RegistryInputException when the cursor is invalid
	 */
	public ModelPage page(@Nullable String cursor, int limit) {
		Window<ModelEntity> window = this.models.findByOrderByCreatedAtDescIdDesc(position(cursor), Limit.of(limit));
		List<RegisteredModel> page = window.stream().map((model) -> model.toModel(this.json)).toList();
		return new ModelPage(page, window.hasNext() ? cursor(page.get(page.size() - 1)) : null);
	}

	/** The models of jobs, newest first. */
	public List<RegisteredModel> ofJobs(Collection<String> jobs) {
		List<String> ids = jobs.stream()
			.filter(ModelReferences::possible)
			.flatMap((job) -> Stream.of(job, job + "-best"))
			.toList();
		return this.models.findByIdInOrderByCreatedAtDescIdDesc(ids)
			.stream()
			.map((model) -> model.toModel(this.json))
			.toList();
	}

	private static String cursor(RegisteredModel last) {
		return new Cursor(List.of(last.createdAt().toString(), last.id())).text();
	}

	private static ScrollPosition position(@Nullable String cursor) {
		if (cursor == null) {
			return ScrollPosition.keyset();
		}
		try {
			Cursor last = Cursor.parse(cursor, 2);
			return ScrollPosition.forward(Map.of("createdAt", last.time(0), "id", last.keys().get(1)));
		}
		catch (IllegalArgumentException | DateTimeParseException ex) {
			throw new RegistryInputException("cursor",
					"the cursor must be the 'nextCursor' of an earlier page of models");
		}
	}

}
