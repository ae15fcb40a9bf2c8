package io.mtdnn;

import java.time.Duration;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.util.unit.DataSize;

/** Times and sizes below zero: they parse, and mean nothing. */
final class Amounts {

	private final Binder binder;

	Amounts(Binder binder) {
		this.binder = binder;
	}

	/**
	 * @throws IllegalArgumentException naming the setting, when it is negative
	 */
	void check(String name, Class<?> type) {
		if (isNegative(name, type)) {
			throw new IllegalArgumentException(
					"%s is %s, which must not be negative".formatted(name, this.binder.bind(name, String.class).get()));
		}
	}

	private boolean isNegative(String name, Class<?> type) {
		if (type == Duration.class) {
			return this.binder.bind(name, Duration.class).map(Duration::isNegative).orElse(false);
		}
		return type == DataSize.class && this.binder.bind(name, DataSize.class).map(DataSize::isNegative).orElse(false);
	}

}
