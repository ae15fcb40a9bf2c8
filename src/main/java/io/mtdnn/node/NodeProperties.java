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
 * @param node Name of this node in job histories. Empty for host name and process id.
 * @param runsDir Folder for checkpoints, journals and logs of runs. On a shared volume
 * another node can continue the run of a node that died.
 * @param roles Roles of this node: any of {@code api}, {@code worker}, {@code serving}.
 */
@Validated
@ConfigurationProperties("mtdnn")
public record NodeProperties(@DefaultValue("") String node, @NotNull @DefaultValue("./data/runs") Path runsDir,
		@NotEmpty @DefaultValue( {
				"api", "worker", "serving" }) Set<NodeRole> roles){

}
