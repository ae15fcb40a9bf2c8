package io.mtdnn.experiments.run;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import javax.sql.DataSource;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * A data source that fails for a thread after some transactions, as if its process had
 * been killed between two of them.
 */
class MortalDataSource extends DelegatingDataSource {

	private final ThreadLocal<Integer> left = new ThreadLocal<>();

	private final ThreadLocal<Integer> used = ThreadLocal.withInitial(() -> 0);

	MortalDataSource(DataSource target) {
		super(target);
	}

	/** Allows the calling thread a number of transactions. */
	void dieAfter(int transactions) {
		this.left.set(transactions);
	}

	/**
	 * Allows the calling thread all transactions again.
	 * @return whether any were rejected
	 */
	boolean revive() {
		boolean died = this.left.get() < 0;
		this.left.remove();
		return died;
	}

	/** The number of transactions of the calling thread during some work. */
	int transactions(Runnable work) {
		this.used.set(0);
		work.run();
		return this.used.get();
	}

	@Override
	public Connection getConnection() throws SQLException {
		this.used.set(this.used.get() + 1);
		Integer some = this.left.get();
		if (some != null) {
			this.left.set((some > 0) ? some - 1 : -1);
			if (some <= 0) {
				throw new SQLTransientConnectionException("the test has ended this process");
			}
		}
		return super.getConnection();
	}

	/** Wraps the data source of a context. */
	static class Wrapping implements BeanPostProcessor {

		@Override
		public Object postProcessAfterInitialization(Object bean, String name) {
			return (bean instanceof DataSource source) ? new MortalDataSource(source) : bean;
		}

	}

}
