package io.mtdnn.node;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Creates the name of this node. */
@Configuration(proxyBeanMethods = false)
class NodeConfiguration {

	@Bean
	NodeName nodeName(NodeProperties properties) {
		return NodeName.of(properties.node(), Machine.of(properties.runsDir()));
	}

}
