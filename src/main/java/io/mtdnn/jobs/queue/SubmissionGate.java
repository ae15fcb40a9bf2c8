package io.mtdnn.jobs.queue;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * The gate that submissions on all nodes pass one at a time, so that the queue's capacity
 * is exact and jobs of equal priority run in the order of submission.
 */
@Component
class SubmissionGate {

	/**
	 * Maximum difference of two nodes' clocks, or of a clock before and after it was set.
	 */
	private static final Duration CLOCKS = Duration.ofMinutes(1);

	/**
	 * Prevents threads of this node from holding a database connection while they wait
	 * for the gate.
	 */
	private final ReentrantLock queue = new ReentrantLock(true);

	private final TransactionOperations transactions;

	private final JdbcClient jdbc;

	private final Clock clock;

	SubmissionGate(TransactionOperations transactions, JdbcClient jdbc, Clock clock) {
		this.transactions = transactions;
		this.jdbc = jdbc;
		this.clock = clock;
	}

	/**
	 * Works at the gate, in one transaction.
	 * @param done returns a result that makes the work unnecessary, otherwise null; then
	 * no number is used
	 */
	<T> T pass(Supplier<@Nullable T> done, Function<Place, T> work) {
		this.queue.lock();
		try {
			return this.transactions.execute((transaction) -> {
				Place place = stop();
				T found = done.get();
				if (found != null) {
					return found;
				}
				leave(place);
				return work.apply(place);
			});
		}
		finally {
			this.queue.unlock();
		}
	}

	private Place stop() {
		Place last = this.jdbc.sql("select next_number, last_turn from job_gate where id = 1 for update")
			.query((result, row) -> new Place(result.getLong(1), result.getTimestamp(2).toInstant()))
			.single();
		Instant now = this.clock.instant().truncatedTo(ChronoUnit.MICROS);
		boolean follows = !now.isAfter(last.turn()) && last.turn().isBefore(now.plus(CLOCKS));
		return new Place(last.number(), follows ? last.turn().plus(1, ChronoUnit.MICROS) : now);
	}

	private void leave(Place place) {
		this.jdbc.sql("update job_gate set next_number = ?, last_turn = ? where id = 1")
			.params(place.number() + 1, OffsetDateTime.ofInstant(place.turn(), ZoneOffset.UTC))
			.update();
	}

	/**
	 * A place in the order of submission.
	 *
	 * @param turn later than the turns of all earlier places, except those of a clock
	 * that was ahead: a job does not start before its turn
	 */
	record Place(long number, Instant turn) {

	}

}
