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
 * @param encodersDir Folder whose sub-folders are encoders in the Hugging Face layout.
 * Shipped encoders are converted into it.
 * @param encoderArchives Folders that are searched for the archives of shipped encoders,
 * in this order.
 */
@Validated
@ConfigurationProperties("mtdnn")
record PretrainedProperties(@NotNull @DefaultValue("./encoders") Path encodersDir,
		@DefaultValue("./target/encoder-archives") List<Path> encoderArchives) {

	PretrainedProperties {
		encoderArchives = List.copyOf(encoderArchives);
	}

}
