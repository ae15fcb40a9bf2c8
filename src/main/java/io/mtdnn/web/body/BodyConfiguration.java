package io.mtdnn.web.body;

import io.mtdnn.web.ProblemWriter;
import io.mtdnn.web.StreamedBodies;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.unit.DataSize;

/** Wires the bounds of request bodies. */
@Configuration(proxyBeanMethods = false)
class BodyConfiguration {

	/**
	 * Runs after security, so that only callers with a key make the service read a body.
	 */
	@Bean
	FilterRegistrationBean<BodyLimitFilter> bodyLimitFilter(WebProperties properties, ProblemWriter writer,
			ObjectProvider<StreamedBodies> streamed, @Value("${server.tomcat.threads.max:200}") int threads) {
		int requests = WebProperties.requests(threads);
		DataSize memory = (properties.bodyMemory() != null) ? properties.bodyMemory()
				: DataSize.ofBytes(Runtime.getRuntime().maxMemory() / 8);
		BodyRoom room = new BodyRoom(memory, Math.max(1, requests / 2), Math.max(1, requests / 8));
		FilterRegistrationBean<BodyLimitFilter> filter = new FilterRegistrationBean<>(
				new BodyLimitFilter(properties, room, writer, streamed.orderedStream().toList()));
		filter.setOrder(0);
		return filter;
	}

}
