package io.mtdnn.tracking.tensorboard;

import java.time.Clock;
import java.util.Objects;

import io.mtdnn.node.NodeName;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the event files, if a setting names their folder. */
@Configuration(proxyBeanMethods = false)
class TensorBoardConfiguration {

	@Bean
	@ConditionalOnExpression("!environment.getProperty('mtdnn.tensorboard.folder', '').isBlank()")
	TensorBoard tensorBoard(TensorBoardProperties properties, NodeName node, Clock clock) {
		return new TensorBoard(Objects.requireNonNull(properties.folder()), node.name(), clock);
	}

}
