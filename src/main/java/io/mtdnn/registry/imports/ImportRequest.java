package io.mtdnn.registry.imports;

import java.util.List;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A request to import a model.
 *
 * @param directory folder below that of the encoders; null for an upload or a repository
 * @param hub repository on the hub; null for a folder or an upload
 * @param revision branch, tag or commit of the repository; main if left out
 * @param dataset name of the head
 * @param name name of the model
 * @param labels the dataset's labels in the order of the model's outputs
 * @param maxSequenceLength word pieces of a window
 * @param maxQuestionLength word pieces a question is cut to
 * @param docStride step from window to window
 * @param nullThreshold null odds above which the answer is ""
 */
@Schema(name = "ImportRequest")
public record ImportRequest(
		@Schema(description = "Folder of the model below `mtdnn.encoders-dir`",
				example = "minilm-squad2") @Nullable String directory,
		@Schema(description = "Repository on the hub, instead of a folder", example = "deepset/minilm-uncased-squad2",
				maxLength = 193) @Nullable String hub,
		@Schema(description = "Branch, tag or commit of the repository; by default `main`", example = "main",
				maxLength = 200) @Nullable String revision,
		@Schema(description = "Purpose of its head: the name of a dataset, whose labels it must have, or a new name",
				example = "squad-v2") @Nullable String dataset,
		@Schema(description = "Name of the model; by default the name of the folder, file or repository") @Nullable String name,
		@Schema(description = "The dataset's labels in the order of the model's outputs, if `id2label` has other labels") @Nullable List<String> labels,
		@Schema(description = "Word pieces of a window; by default 384, or less if the encoder requires it") @Nullable Integer maxSequenceLength,
		@Schema(description = "Word pieces a question is cut to; by default 64, or half a window") @Nullable Integer maxQuestionLength,
		@Schema(description = "Step from window to window in word pieces; by default 128, or less if the window requires it") @Nullable Integer docStride,
		@Schema(description = "Null odds above which the answer is \"\"; by default 0") @Nullable Double nullThreshold) {

}
