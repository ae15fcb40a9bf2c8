package io.mtdnn.pretrained;

import java.nio.file.Path;
import java.util.List;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Where encoders are.
 *
 * @param encodersDir folder of Hugging Face directories, one per encoder, named as in a job's plan; converted archives
 * are put there too
 * @param encoderArchives folders where the build put the archives of the shipped encoders; the first that has one wins
 */
@Validated
@ConfigurationProperties("mtdnn")
record PretrainedProperties(@DefaultValue("./encoders") Path encodersDir,
		@DefaultValue("./target/encoder-archives") List<Path> encoderArchives) {

	PretrainedProperties {
		encoderArchives = List.copyOf(encoderArchives);
	}

}
