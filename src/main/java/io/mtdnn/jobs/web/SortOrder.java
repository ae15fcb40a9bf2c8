package io.mtdnn.jobs.web;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

import io.mtdnn.jobs.JobOrder;

/** Parses the order of a list. */
final class SortOrder {

	private SortOrder() {
	}

	/**
	 * Parses a key's name, prefixed with {@code -} for descending order.
	 * @throws BadRequestException when the key is unknown
	 */
	static JobOrder parse(String sort) {
		boolean descending = sort.startsWith("-");
		String name = descending ? sort.substring(1) : sort;
		return Arrays.stream(JobOrder.Key.values())
			.filter((key) -> name(key).equals(name))
			.findFirst()
			.map((key) -> new JobOrder(key, descending))
			.orElseThrow(() -> new BadRequestException("sort", "'sort' must be one of "
					+ Arrays.stream(JobOrder.Key.values()).map(SortOrder::name).collect(Collectors.joining(", "))
					+ ", prefixed with a minus for descending order."));
	}

	private static String name(JobOrder.Key key) {
		return key.name().toLowerCase(Locale.ROOT);
	}

}
