package io.mtdnn.model;

import java.util.List;

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

	/** Number of jobs that are trained at the same time. */
	public int jobs() {
		return this.names.size() / this.perJob;
	}

}
