package io.mtdnn.tracking.tensorboard;

import java.time.Clock;
import java.util.Objects;

import io.mtdnn.node.NodeName;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the event files, if a setting names their folder. */
@Configuration(proxyBeanMethods = false)
class TensorBoardConfiguration {

	@Bean
	@ConditionalOnProperty("mtdnn.tensorboard.folder")
	TensorBoard tensorBoard(TensorBoardProperties properties, NodeName node, Clock clock) {
		return new TensorBoard(Objects.requireNonNull(properties.folder()), node.name(), clock);
	}

}
