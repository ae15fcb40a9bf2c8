package io.mtdnn.jobs.service;

import java.time.DateTimeException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.mtdnn.jobs.InvalidCursorException;
import io.mtdnn.jobs.JobOrder;
import io.mtdnn.jobs.JobQuery;
import io.mtdnn.jobs.JobStatus;
import io.mtdnn.jobs.rows.JobEntity;
import io.mtdnn.web.Cursor;
import org.springframework.data.domain.ScrollPosition;
import org.springframework.data.domain.Sort;

/** Converts orders of jobs to columns and cursors to positions. */
final class JobPositions {

	private static final String NUMBER = "number";

	private JobPositions() {
	}

	static Sort sort(JobOrder order) {
		Sort sort = Sort.by(property(order.key()));
		Sort whole = (order.key() == JobOrder.Key.CREATED) ? sort : sort.and(Sort.by(NUMBER));
		return order.descending() ? whole.descending() : whole;
	}

	private static String property(JobOrder.Key key) {
		return switch (key) {
			case CREATED -> NUMBER;
			case STATUS -> "status";
			case ENDED -> "end.endedOrder";
			case SCORE -> "scores.scoreOrder";
			case DURATION -> "end.seconds";
		};
	}

	/** The cursor at the end of a page, given its last job. */
	static String cursor(JobOrder order, JobEntity last) {
		return new Cursor(
				List.of(order.toString(), value(order.key(), last), Long.toString(last.number()), last.getId()))
			.text();
	}

	private static String value(JobOrder.Key key, JobEntity job) {
		return switch (key) {
			case CREATED -> "";
			case STATUS -> job.status().name();
			case ENDED -> job.end().endedOrder().toString();
			case SCORE -> Double.toString(job.scores().order());
			case DURATION -> Double.toString(job.end().seconds());
		};
	}

	/**
	 * The position after a page.
	 * @throws InvalidCursorException when the cursor does not belong to the same order
	 */
	static ScrollPosition after(JobQuery query) {
		if (query.cursor() == null || query.cursor().isBlank()) {
			return ScrollPosition.keyset();
		}
		try {
			Cursor last = Cursor.parse(query.cursor(), 4);
			List<String> keys = last.keys();
			if (!keys.get(0).equals(query.order().toString())) {
				throw new InvalidCursorException(query.order());
			}
			// Spring Data uses the id as the last sort key.
			Map<String, Object> position = new HashMap<>(Map.of(NUMBER, Long.valueOf(keys.get(2)), "id", keys.get(3)));
			JobOrder.Key key = query.order().key();
			if (key != JobOrder.Key.CREATED) {
				position.put(property(key), value(key, last));
			}
			return ScrollPosition.forward(position);
		}
		catch (IllegalArgumentException | DateTimeException ex) {
			throw new InvalidCursorException(query.order());
		}
	}

	private static Object value(JobOrder.Key key, Cursor last) {
		String text = last.keys().get(1);
		return switch (key) {
			case CREATED -> text;
			case STATUS -> JobStatus.valueOf(text);
			case ENDED -> last.time(1);
			case SCORE, DURATION -> Double.valueOf(text);
		};
	}

}
