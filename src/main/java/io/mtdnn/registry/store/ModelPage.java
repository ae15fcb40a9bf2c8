package io.mtdnn.registry.store;

import java.util.List;

import io.mtdnn.registry.RegisteredModel;
import org.jspecify.annotations.Nullable;

/**
 * Models, newest first.
 *
 * @param next cursor of the next page, null on the last one
 */
public record ModelPage(List<RegisteredModel> models, @Nullable String next) {

}
