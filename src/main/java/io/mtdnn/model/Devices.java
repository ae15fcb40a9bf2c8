package io.mtdnn.model;

import java.util.List;

/**
 * The devices that this process computes on. Each trains one job at a time; the first one
 * also serves inference.
 *
 * @param names names in the order of the settings: {@code cpu}, {@code gpu0}; a device
 * that trains two jobs at a time is listed twice
 * @param processor name of the processor's model, or its architecture if the system does
 * not report the model
 */
public record Devices(List<String> names, String processor) {

	public Devices {
		names = List.copyOf(names);
	}

}
