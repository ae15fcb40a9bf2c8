package io.mtdnn.node;

import java.nio.file.Path;
import java.util.Set;

import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of this node.
 *
 * @param node its name in job histories; empty for host name and process id
 * @param runsDir where runs keep checkpoints, journals and logs; a shared volume lets
 * another node go on with a dead node's run
 * @param roles what this node does: any of {@code api}, {@code worker}, {@code serving}
 */
@Validated
@ConfigurationProperties("mtdnn")
public record NodeProperties(@DefaultValue("") String node, @NotNull @DefaultValue("./data/runs") Path runsDir,
		@NotEmpty @DefaultValue( {
				"api", "worker", "serving" }) Set<NodeRole> roles){

}
