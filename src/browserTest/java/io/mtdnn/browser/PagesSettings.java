package io.mtdnn.browser;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import io.mtdnn.MtDnnServer;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;

/**
 * The service without a worker, shared by all tests of pages: submitted jobs wait, and the answers of trained models are stubbed.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(classes = MtDnnServer.class, webEnvironment = WebEnvironment.RANDOM_PORT, properties = {
		"spring.datasource.url=jdbc:h2:mem:pages;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH;LOCK_TIMEOUT=10000",
		"mtdnn.roles=api,serving", "mtdnn.data-dir=target/browser-tests/data",
		"mtdnn.cache-dir=target/browser-tests/cache", "mtdnn.runs-dir=target/browser-tests/runs",
		"mtdnn.artifacts.directory=target/browser-tests/artifacts",
		"mtdnn.encoders-dir=target/browser-tests/encoders", "mtdnn.encoder-archives=${mtdnn.test.archives}" })
@interface PagesSettings {

}
