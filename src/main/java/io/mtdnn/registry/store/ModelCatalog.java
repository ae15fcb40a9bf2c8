package io.mtdnn.registry.store;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Base64;
import java.util.List;

import io.mtdnn.registry.RegisteredModel;
import io.mtdnn.registry.RegistryInputException;

import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Service;

/**
 * Lists the models, page by page. A page is unaffected by models that are registered
 * while its reader reads.
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
	 * @param limit most models on the page
	 * @throws RegistryInputException when the cursor is none of ours
	 */
	public ModelPage page(String cursor, int limit) {
		Limit oneMore = Limit.of(limit + 1);
		List<ModelEntity> found = (cursor == null) ? this.models.findByOrderByCreatedAtDescIdDesc(oneMore)
				: Position.of(cursor).before(this.models, oneMore);
		List<RegisteredModel> page = found.stream().limit(limit).map((model) -> model.toModel(this.json)).toList();
		return new ModelPage(page, (found.size() > limit) ? Position.of(page.get(limit - 1)).cursor() : null);
	}

	private record Position(Instant createdAt, String id) {

		static Position of(RegisteredModel model) {
			return new Position(model.createdAt(), model.id());
		}

		static Position of(String cursor) {
			try {
				String[] parts = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8).split(" ",
						2);
				return new Position(Instant.parse(parts[0]), parts[1]);
			}
			catch (IllegalArgumentException | DateTimeParseException | ArrayIndexOutOfBoundsException ex) {
				throw new RegistryInputException("cursor",
						"the cursor is not one that a page of models gave as 'nextCursor'");
			}
		}

		String cursor() {
			return Base64.getUrlEncoder()
				.withoutPadding()
				.encodeToString((this.createdAt + " " + this.id).getBytes(StandardCharsets.UTF_8));
		}

		List<ModelEntity> before(ModelRepository models, Limit limit) {
			return models.before(this.createdAt, this.id, limit);
		}

	}

}
