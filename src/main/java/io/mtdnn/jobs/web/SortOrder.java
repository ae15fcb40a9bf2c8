package io.mtdnn.jobs.web;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

import io.mtdnn.jobs.JobOrder;

/** Reads the order of a list. */
final class SortOrder {

	private SortOrder() {
	}

	/**
	 * Reads a key's name, after {@code -} for descending.
	 * @throws BadRequestException when there is no such key
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
					+ ", with a minus for descending."));
	}

	private static String name(JobOrder.Key key) {
		return key.name().toLowerCase(Locale.ROOT);
	}

}
