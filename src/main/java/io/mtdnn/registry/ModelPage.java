package io.mtdnn.registry;

import java.util.List;

/**
 * Models, newest first.
 *
 * @param next cursor of the next page, null on the last one
 */
public record ModelPage(List<RegisteredModel> models, String next) {

}
