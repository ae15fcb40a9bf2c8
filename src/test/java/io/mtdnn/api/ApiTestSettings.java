package io.mtdnn.api;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import io.mtdnn.MtDnnServer;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;

/**
 * The whole service without a worker, so that submitted jobs wait, and without a hub.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(classes = MtDnnServer.class, properties = {
		"spring.datasource.url=jdbc:h2:mem:api;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH;LOCK_TIMEOUT=10000",
		"mtdnn.roles=api,serving", "mtdnn.data-dir=target/api-tests/data", "mtdnn.cache-dir=target/api-tests/cache",
		"mtdnn.runs-dir=target/api-tests/runs", "mtdnn.artifacts.directory=target/api-tests/artifacts",
		"mtdnn.encoders-dir=target/api-tests/encoders", "mtdnn.encoder-archives=${mtdnn.test.archives}",
		"mtdnn.hub.endpoint=http://127.0.0.1:9" })
@AutoConfigureMockMvc
public @interface ApiTestSettings {

}
