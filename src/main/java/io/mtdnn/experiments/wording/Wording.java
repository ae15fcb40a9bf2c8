package io.mtdnn.experiments.wording;

import java.util.Locale;

import org.jspecify.annotations.Nullable;

/** Numbers as sentences write them. */
public final class Wording {

	private Wording() {
	}

	/** With two decimals. */
	public static String number(double value) {
		return text("%.2f", value);
	}

	/** With two decimals and a sign, which zero has not. */
	public static String signed(double value) {
		return text("%+.2f", value);
	}

	private static String text(String format, double value) {
		return (Math.abs(value) < 0.005) ? "0.00" : String.format(Locale.ROOT, format, value);
	}

	/** A number of things, such as "1 seed" and "3 seeds". */
	public static String count(int number, String one) {
		return number + " " + one + ((number == 1) ? "" : "s");
	}

	/** A p-value, such as "p = 0.012". */
	public static String pValue(@Nullable Double value) {
		if (value == null) {
			return "p unknown";
		}
		return (value < 0.001) ? "p < 0.001" : String.format(Locale.ROOT, "p = %.3f", value);
	}

}
