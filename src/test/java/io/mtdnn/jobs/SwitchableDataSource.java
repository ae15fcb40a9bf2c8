package io.mtdnn.jobs;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.concurrent.atomic.AtomicInteger;

import javax.sql.DataSource;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** A data source that a test can make unavailable. */
public class SwitchableDataSource extends DelegatingDataSource {

	private final AtomicInteger refused = new AtomicInteger();

	private volatile boolean away;

	SwitchableDataSource(DataSource target) {
		super(target);
	}

	public void unavailable(boolean now) {
		this.refused.set(0);
		this.away = now;
	}

	/** The number of connections rejected since it became unavailable. */
	public int refused() {
		return this.refused.get();
	}

	@Override
	public Connection getConnection() throws SQLException {
		if (this.away) {
			this.refused.incrementAndGet();
			throw new SQLTransientConnectionException("the test has taken the database away");
		}
		return super.getConnection();
	}

	/** Wraps the data source of a context. */
	public static class Wrapping implements BeanPostProcessor {

		@Override
		public Object postProcessAfterInitialization(Object bean, String name) {
			return (bean instanceof DataSource source) ? new SwitchableDataSource(source) : bean;
		}

	}

}
