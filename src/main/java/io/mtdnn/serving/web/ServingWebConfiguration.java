package io.mtdnn.serving.web;

import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the web layer of serving. */
@Configuration(proxyBeanMethods = false)
class ServingWebConfiguration {

	@Bean
	WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> connectionProbe() {
		return (server) -> server.addEngineValves(new ConnectionProbeValve());
	}

}
