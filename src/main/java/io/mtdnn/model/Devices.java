package io.mtdnn.model;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import ai.djl.Device;

/** Which device a process computes on; one process per GPU, as a process trains one job at a time. */
final class Devices {

	private static final Pattern GPU = Pattern.compile("gpu(\\d{1,3})");

	private Devices() {
	}

	/**
	 * The device that a setting names.
	 * @param setting {@code auto} for the first GPU or else the CPU, {@code cpu}, or {@code gpu0}, {@code gpu1} ...
	 * @param gpus GPUs that the native library sees
	 * @throws IllegalArgumentException when there is no such device
	 */
	static Device of(String setting, int gpus) {
		Matcher gpu = GPU.matcher(setting);
		if (setting.equals("cpu") || (setting.equals("auto") && gpus == 0)) {
			return Device.cpu();
		}
		if (setting.equals("auto")) {
			return Device.gpu(0);
		}
		if (!gpu.matches() || Integer.parseInt(gpu.group(1)) >= gpus) {
			throw new IllegalArgumentException("mtdnn.devices is '" + setting
					+ "', but this process can use auto, cpu" + ((gpus > 0) ? " and gpu0 to gpu" + (gpus - 1) : ""));
		}
		return Device.gpu(Integer.parseInt(gpu.group(1)));
	}

}
