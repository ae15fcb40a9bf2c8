package io.mtdnn.jobs;

import java.time.Clock;

import io.mtdnn.artifacts.ArtifactStore;
import io.mtdnn.storage.SwitchableVolumes;
import io.mtdnn.storage.Volumes;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.TypeExcludeFilter;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.FilterType;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;

/**
 * The jobs with an engine and a registry that the test controls. It has no stereotype, so
 * that component scans of the whole application do not find it.
 */
@EnableAutoConfiguration
@ConfigurationPropertiesScan({ "io.mtdnn.jobs", "io.mtdnn.node", "io.mtdnn.artifacts", "io.mtdnn.storage" })
@ComponentScan(basePackages = { "io.mtdnn.jobs", "io.mtdnn.node", "io.mtdnn.artifacts", "io.mtdnn.storage" },
		excludeFilters = @Filter(type = FilterType.CUSTOM, classes = TypeExcludeFilter.class))
public class JobsTestApplication {

	@Bean
	Clock clock() {
		return Clock.systemUTC();
	}

	@Bean
	FakeEngine engine(@Value("${test.devices:1}") int devices) {
		return new FakeEngine(devices);
	}

	@Bean
	FakeRegistry registry() {
		return new FakeRegistry();
	}

	@Bean
	FollowedEnds followedEnds() {
		return new FollowedEnds();
	}

	@Bean
	EndedJobs endedJobs() {
		return new EndedJobs();
	}

	@Bean
	SecurityFilterChain open(HttpSecurity http) {
		return http.csrf((csrf) -> csrf.disable())
			.authorizeHttpRequests((requests) -> requests.anyRequest().permitAll())
			.build();
	}

	/** Makes the database switchable. */
	@Bean
	static SwitchableDataSource.Wrapping switchableDataSource() {
		return new SwitchableDataSource.Wrapping();
	}

	/** Makes the artifact store and the free space switchable. */
	@Bean
	static BeanPostProcessor switchable() {
		return new BeanPostProcessor() {

			@Override
			public Object postProcessAfterInitialization(Object bean, String name) {
				if (bean instanceof ArtifactStore store) {
					return new SwitchableArtifactStore(store);
				}
				return (bean instanceof Volumes) ? new SwitchableVolumes() : bean;
			}

		};
	}

}
