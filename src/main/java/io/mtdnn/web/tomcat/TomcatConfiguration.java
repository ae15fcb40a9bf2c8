package io.mtdnn.web.tomcat;

import io.mtdnn.web.ProblemWriter;
import io.mtdnn.web.body.WebProperties;
import org.apache.catalina.core.StandardHost;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.tomcat.TomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

/**
 * Limits what callers without a key can do to the container with unfinished connections,
 * headers and bodies, and with malformed addresses.
 */
@Configuration(proxyBeanMethods = false)
class TomcatConfiguration {

	/**
	 * Runs before any code that reads parameters, and after the filter that gives
	 * requests their ids.
	 */
	@Bean
	FilterRegistrationBean<AddressFilter> addressFilter(ProblemWriter writer) {
		FilterRegistrationBean<AddressFilter> filter = new FilterRegistrationBean<>(new AddressFilter(writer));
		filter.setOrder(Ordered.HIGHEST_PRECEDENCE + 20);
		return filter;
	}

	@Bean
	WebServerFactoryCustomizer<TomcatWebServerFactory> boundedConnections(WebProperties limits, ProblemWriter writer,
			@Value("${server.tomcat.threads.max:200}") int threads) {
		return (server) -> {
			ContainerProblems problems = new ContainerProblems(writer);
			server.addEngineValves(new ConnectionValve(WebProperties.requests(threads), problems));
			server.addContextCustomizers((context) -> {
				context.getParent().getPipeline().addValve(problems);
				if (context.getParent() instanceof StandardHost host) {
					host.setErrorReportValveClass("");
				}
			});
			server.setProtocol(TimedHeadersProtocol.class.getName());
			server.addConnectorCustomizers((connector) -> {
				// The service reads no forms. With an empty list, reading a parameter
				// never waits for a body.
				connector.setParseBodyMethods("");
				if (connector.getProtocolHandler() instanceof TimedHeadersProtocol protocol) {
					protocol.setHeaderTime(limits.headerTime());
				}
				if (connector.getProtocolHandler() instanceof AbstractHttp11Protocol<?> protocol) {
					protocol.setDisableUploadTimeout(false);
					protocol.setConnectionUploadTimeout(Math.toIntExact(limits.bodyTime().toMillis()));
				}
			});
		};
	}

}
