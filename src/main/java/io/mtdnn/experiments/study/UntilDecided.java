package io.mtdnn.experiments.study;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;

/**
 * Adds seeds to the best arm and the baseline until their difference is shown or the
 * seeds are used up. The looks are planned beforehand and share the significance level.
 *
 * @param most maximum number of seeds of an arm
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record UntilDecided(@Schema(minimum = "2", maximum = "50") int most) {

}
