package io.mtdnn.storage;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import java.util.concurrent.TimeUnit;

import com.zaxxer.hikari.HikariDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** A PostgreSQL that accepts connections and then says nothing. */
class SilentDatabaseTests {

	@Test
	@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
	void whatNeverAnswersIsGivenUp() throws IOException {
		try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
			String url = "jdbc:postgresql://127.0.0.1:%d/mtdnn".formatted(silent.getLocalPort());
			Properties properties = settings(url);
			assertThat(properties).containsEntry("socketTimeout", "60").containsEntry("tcpKeepAlive", "true");
			properties.setProperty("socketTimeout", "1");
			assertThatExceptionOfType(SQLException.class).isThrownBy(() -> DriverManager.getConnection(url, properties))
				.withRootCauseInstanceOf(SocketTimeoutException.class)
				.matches(DatabaseFaults::unavailable);
		}
	}

	@Test
	void anH2GetsNoSettingsOfAnother() {
		assertThat(settings("jdbc:h2:mem:silence")).isEmpty();
	}

	private static Properties settings(String url) {
		HikariDataSource pool = new HikariDataSource();
		pool.setJdbcUrl(url);
		StorageConfiguration.durableDatabase().postProcessBeforeInitialization(pool, "dataSource");
		Properties settings = new Properties();
		settings.putAll(pool.getDataSourceProperties());
		return settings;
	}

}
