package io.mtdnn.web;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.util.unit.DataSize;

/** Wiring of the web layer. */
@Configuration(proxyBeanMethods = false)
class WebConfiguration {

	@Bean
	JsonMapperBuilderCustomizer strictJson() {
		return StrictJson::apply;
	}

	/** Behind security, so that nobody without a key makes the service read a body. */
	@Bean
	FilterRegistrationBean<BodyLimitFilter> bodyLimitFilter(WebProperties properties, ProblemWriter writer,
			@Value("${server.tomcat.threads.max:200}") int threads) {
		int requests = requests(threads);
		DataSize memory = (properties.bodyMemory() != null) ? properties.bodyMemory()
				: DataSize.ofBytes(Runtime.getRuntime().maxMemory() / 8);
		BodyRoom room = new BodyRoom(memory, Math.max(1, requests / 2), Math.max(1, requests / 8));
		FilterRegistrationBean<BodyLimitFilter> filter = new FilterRegistrationBean<>(
				new BodyLimitFilter(properties, room, writer));
		filter.setOrder(0);
		return filter;
	}

	/**
	 * Before anything that looks at parameters, and behind the filter that gives requests
	 * their ids.
	 */
	@Bean
	FilterRegistrationBean<AddressFilter> addressFilter(ProblemWriter writer) {
		FilterRegistrationBean<AddressFilter> filter = new FilterRegistrationBean<>(new AddressFilter(writer));
		filter.setOrder(Ordered.HIGHEST_PRECEDENCE + 20);
		return filter;
	}

	/**
	 * Requests that are answered at a time; a ninth of the threads is kept for the health
	 * of the service.
	 */
	static int requests(int threads) {
		return Math.max(1, threads - Math.max(1, threads / 9));
	}

}
