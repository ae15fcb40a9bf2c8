package io.mtdnn.pretrained.folder;

import java.nio.file.Path;
import java.util.List;

import jakarta.validation.constraints.NotNull;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Folders for encoders.
 *
 * @param encodersDir folder whose sub-folders are encoders in the Hugging Face layout;
 * shipped ones are converted into it
 * @param encoderArchives folders in which the archives of shipped encoders are looked
 * for, in this order
 */
@Validated
@ConfigurationProperties("mtdnn")
record PretrainedProperties(@NotNull @DefaultValue("./encoders") Path encodersDir,
		@DefaultValue("./target/encoder-archives") List<Path> encoderArchives) {

	PretrainedProperties {
		encoderArchives = List.copyOf(encoderArchives);
	}

}
