package io.mtdnn.security.access;

import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

import io.mtdnn.security.Scope;
import io.mtdnn.security.SecurityProperties;
import io.mtdnn.security.exposure.Exposure;
import io.mtdnn.security.exposure.TokenIssuerCheck;
import io.mtdnn.security.keys.ApiKeys;
import io.mtdnn.web.ProblemWriter;
import jakarta.servlet.DispatcherType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.ProviderNotFoundException;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.resource.web.BearerTokenResolver;
import org.springframework.security.oauth2.server.resource.web.DefaultBearerTokenResolver;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.authentication.preauth.AbstractPreAuthenticatedProcessingFilter;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Wiring of access control. There are no sessions or cookies that a forged request could
 * exploit.
 */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

	private static final Logger log = LoggerFactory.getLogger(SecurityConfiguration.class);

	/**
	 * The hash of the style element in Swagger UI's logo, the only inline style that is
	 * allowed.
	 */
	private static final String SWAGGER_LOGO = "'sha256-RL3ie0nH+Lzz2YNqQN83mnU0J1ot4QL7b99vMdIX99w='";

	private static final String CONTENT_POLICY = "default-src 'self'; img-src 'self' data:; style-src 'self' "
			+ SWAGGER_LOGO + "; " + "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

	@Bean
	Exposure exposure(SecurityProperties properties, ApiKeys keys, Environment environment,
			ObjectProvider<JwtDecoder> jwts) {
		boolean configured = properties.adminKey() != null || jwts.getIfAvailable() != null;
		if (properties.issuerCheck()) {
			jwts.ifAvailable(new TokenIssuerCheck(environment)::check);
		}
		Exposure exposure = Exposure.decide(properties.mode(), Exposure.address(environment), configured,
				!configured && keys.anyAdmin());
		if (exposure.open() && !exposure.loopback()) {
			log.warn("UNPROTECTED: mtdnn.security.mode=open, and the service is reachable from other machines. "
					+ "Any client that can connect to the port may train, delete and read everything.");
		}
		return exposure;
	}

	@Bean
	AccessRules accessRules() {
		return new AccessRules();
	}

	@Bean
	AuditLog auditLog(AccessRules rules) {
		return new AuditLog(rules);
	}

	@Bean
	Refusals refusals(ProblemWriter writer, AuditLog audit) {
		return new Refusals(writer, audit);
	}

	@Bean
	RequestRejectedHandler requestRejectedHandler(Refusals refusals) {
		return (request, response, ex) -> refusals.malformed(response);
	}

	/**
	 * Passwords are not used. Without this bean Boot would create a user with one.
	 */
	@Bean
	AuthenticationManager authenticationManager() {
		return (authentication) -> {
			throw new ProviderNotFoundException("Passwords are not supported");
		};
	}

	@Bean
	WebMvcConfigurer auditing(AuditLog audit) {
		return new WebMvcConfigurer() {
			@Override
			public void addInterceptors(InterceptorRegistry registry) {
				registry.addInterceptor(audit);
			}
		};
	}

	@Bean
	SecurityFilterChain securityFilterChain(HttpSecurity http, SecurityProperties properties, Exposure exposure,
			AccessRules rules, ApiKeys keys, Refusals refusals, Clock clock, ObjectProvider<JwtDecoder> jwts)
			throws Exception {
		RateLimiter limiter = new RateLimiter(properties.rateLimit(), clock);
		plain(http);
		headers(http);
		authorization(http, rules, refusals);
		if (jwts.getIfAvailable() != null) {
			http.oauth2ResourceServer((server) -> server.bearerTokenResolver(tokensThatAreNoKeys())
				.authenticationEntryPoint((request, response, ex) -> refusals.invalidKey(request, response))
				.jwt((jwt) -> jwt.decoder(jwts.getObject())));
		}
		return http
			.addFilterBefore(new LoopbackGuard(exposure, properties.allowedHosts(), refusals),
					AbstractPreAuthenticatedProcessingFilter.class)
			.addFilterBefore(new CallerFilter(exposure, configuredKeys(properties), keys, refusals),
					AbstractPreAuthenticatedProcessingFilter.class)
			.addFilterAfter(new RateLimitFilter(rules, limiter, refusals), AuthorizationFilter.class)
			.addFilterAfter(new PagesFilter(rules, refusals), AuthorizationFilter.class)
			.build();
	}

	private static Map<String, Caller> configuredKeys(SecurityProperties properties) {
		Map<String, Caller> callers = new HashMap<>();
		if (properties.metricsKey() != null) {
			callers.put(ApiKeys.sha256(properties.metricsKey()), Caller.configured("metrics-key", Scope.READ));
		}
		if (properties.adminKey() != null) {
			callers.put(ApiKeys.sha256(properties.adminKey()), Caller.configured("admin-key", Scope.ADMIN));
		}
		return callers;
	}

	private static void plain(HttpSecurity http) throws Exception {
		http.csrf(AbstractHttpConfigurer::disable)
			.httpBasic(AbstractHttpConfigurer::disable)
			.formLogin(AbstractHttpConfigurer::disable)
			.logout(AbstractHttpConfigurer::disable)
			.requestCache(AbstractHttpConfigurer::disable)
			.sessionManagement((sessions) -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS));
	}

	private static void headers(HttpSecurity http) throws Exception {
		http.headers((headers) -> headers.frameOptions(HeadersConfigurer.FrameOptionsConfig::deny)
			.contentSecurityPolicy((policy) -> policy.policyDirectives(CONTENT_POLICY))
			.referrerPolicy((policy) -> policy.policy(ReferrerPolicy.NO_REFERRER))
			.permissionsPolicyHeader((policy) -> policy.policy("camera=(), geolocation=(), microphone=()")));
	}

	private static void authorization(HttpSecurity http, AccessRules rules, Refusals refusals) throws Exception {
		http.authorizeHttpRequests((requests) -> requests
			.dispatcherTypeMatchers(DispatcherType.ERROR, DispatcherType.ASYNC, DispatcherType.FORWARD)
			.permitAll()
			.anyRequest()
			.access((caller, context) -> new AuthorizationDecision(rules.allows(caller.get(), context.getRequest()))));
		http.exceptionHandling((handling) -> handling.authenticationEntryPoint((request, response, ex) -> {
			if (CallerFilter.keyOf(request) != null) {
				refusals.invalidKey(request, response);
			}
			else {
				refusals.notKnown(request, response);
			}
		})
			.accessDeniedHandler((request, response, ex) -> refusals.notAllowed(request, response,
					Objects.requireNonNull(SecurityContextHolder.getContext().getAuthentication()),
					rules.required(request).orElse(Scope.ADMIN))));
	}

	private static BearerTokenResolver tokensThatAreNoKeys() {
		DefaultBearerTokenResolver tokens = new DefaultBearerTokenResolver();
		return (request) -> (SecurityContextHolder.getContext().getAuthentication() instanceof Caller) ? null
				: tokens.resolve(request);
	}

}
