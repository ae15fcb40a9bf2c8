package io.mtdnn.web;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the OpenAPI document says about the service as a whole. */
@Configuration(proxyBeanMethods = false)
class OpenApiConfiguration {

	@Bean
	OpenAPI openApi() {
		return new OpenAPI()
			.info(new Info().title("MT-DNN Server")
				.version("1")
				.description("Trains multi-task BERT models by weighted stochastic batch selection and serves them. "
						+ "Every error is an RFC 9457 problem document that names the field at fault.")
				.license(new License().name("Apache 2.0").url("https://www.apache.org/licenses/LICENSE-2.0")))
			.components(new Components().addSecuritySchemes("key",
					new SecurityScheme().type(SecurityScheme.Type.HTTP)
						.scheme("bearer")
						.description("An API key or a JWT; not needed while the service is open on loopback")))
			.addSecurityItem(new SecurityRequirement().addList("key"))
			.addSecurityItem(new SecurityRequirement());
	}

}
