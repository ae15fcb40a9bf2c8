package io.mtdnn.model;

import java.util.List;
import java.util.Locale;

/**
 * The devices that this process computes on. A job trains on one or several of them; the
 * first one also serves inference.
 *
 * @param names names in the order of the settings: {@code cpu}, {@code gpu0}; a device
 * that trains two jobs at a time is listed twice
 * @param processor name of the processor's model, or its architecture if the system does
 * not report the model
 * @param perJob number of devices that train one job together
 */
public record Devices(List<String> names, String processor, int perJob) {

	/**
	 * @throws IllegalArgumentException when the devices cannot be divided among jobs
	 */
	public Devices {
		names = List.copyOf(names);
		if (perJob < 1 || names.size() % perJob != 0) {
			throw new IllegalArgumentException("mtdnn.devices-per-job is " + perJob
					+ ", but must divide the number of devices, which is " + names.size());
		}
	}

	/**
	 * Whether an error was caused by insufficient memory of the host or a device, which
	 * the native engine reports only as text.
	 */
	public static boolean lackMemory(Throwable error) {
		for (Throwable cause = error; cause != null; cause = cause.getCause()) {
			String message = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
			if (cause instanceof OutOfMemoryError || message.contains("out of memory")
					|| message.contains("not enough memory") || message.contains("can't allocate memory")) {
				return true;
			}
		}
		return false;
	}

	/** Number of jobs that are trained at the same time. */
	public int jobs() {
		return this.names.size() / this.perJob;
	}

}
