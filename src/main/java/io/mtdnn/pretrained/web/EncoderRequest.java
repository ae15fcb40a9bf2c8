package io.mtdnn.pretrained.web;

import java.util.ArrayList;
import java.util.List;

import io.mtdnn.hub.HubReference;
import io.mtdnn.task.Fault;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The body of a request to download an encoder.
 *
 * @param hub the repository, such as google-bert/bert-large-cased
 * @param revision a branch, a tag or a commit; main if left out
 * @param name the encoder's name; the repository's, without its owner, if left out
 */
@Schema(name = "EncoderRequest", requiredProperties = "hub")
record EncoderRequest(@Schema(example = "google-bert/bert-large-cased", maxLength = 193) @Nullable String hub,
		@Schema(example = "main", maxLength = 200) @Nullable String revision,
		@Schema(example = "bert-large-cased", maxLength = 100) @Nullable String name) {

	/** The repository and revision. */
	HubReference reference() {
		List<Fault> faults = new ArrayList<>();
		HubReference reference = HubReference.of((this.hub != null) ? this.hub : "", this.revision);
		if (this.hub == null) {
			faults.add(
					new Fault("hub", "hub is required: the name of a repository such as google-bert/bert-large-cased"));
			reference.faults().stream().filter((fault) -> !"hub".equals(fault.field())).forEach(faults::add);
		}
		else {
			faults.addAll(reference.faults());
		}
		if (!faults.isEmpty()) {
			throw new InvalidEncoderRequestException(faults);
		}
		return reference;
	}

}
