package io.mtdnn.web;

import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wiring of the web layer. */
@Configuration(proxyBeanMethods = false)
class WebConfiguration {

	/** Behind security, so that nobody without a key makes the service read a body. */
	@Bean
	FilterRegistrationBean<BodyLimitFilter> bodyLimitFilter(WebProperties properties, ProblemWriter writer) {
		FilterRegistrationBean<BodyLimitFilter> filter = new FilterRegistrationBean<>(
				new BodyLimitFilter(properties.maxBody(), writer));
		filter.setOrder(0);
		return filter;
	}

}
