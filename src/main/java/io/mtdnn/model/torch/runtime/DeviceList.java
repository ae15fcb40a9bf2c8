package io.mtdnn.model.torch.runtime;

import java.util.List;
import java.util.function.IntSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import ai.djl.Device;
import io.mtdnn.model.Devices;

/** The devices that this process computes on, as DJL identifies them. */
public final class DeviceList {

	private static final Pattern GPU = Pattern.compile("gpu(\\d{1,3})");

	private final List<Device> devices;

	private DeviceList(List<Device> devices) {
		this.devices = devices;
	}

	/**
	 * Parses the setting of devices.
	 * @param setting only {@code auto} for every GPU, or the CPU if there is no GPU; or a
	 * list of {@code cpu}, {@code gpu0}, {@code gpu1} and so on. A device that is listed
	 * twice trains two jobs at a time
	 * @param gpus number of GPUs that libtorch can use; not queried if only {@code cpu}
	 * is listed
	 * @throws IllegalArgumentException when a device does not exist
	 */
	public static DeviceList of(List<String> setting, IntSupplier gpus) {
		if (setting.stream().allMatch("cpu"::equals) && !setting.isEmpty()) {
			return new DeviceList(setting.stream().map((name) -> Device.cpu()).toList());
		}
		int count = gpus.getAsInt();
		if (setting.equals(List.of("auto"))) {
			return new DeviceList(
					(count == 0) ? List.of(Device.cpu()) : IntStream.range(0, count).mapToObj(Device::gpu).toList());
		}
		if (setting.isEmpty()) {
			throw unusable("", count);
		}
		return new DeviceList(setting.stream().map((name) -> device(name, count)).toList());
	}

	private static Device device(String name, int gpus) {
		Matcher gpu = GPU.matcher(name);
		if (name.equals("cpu")) {
			return Device.cpu();
		}
		if (!gpu.matches() || Integer.parseInt(gpu.group(1)) >= gpus) {
			throw unusable(name, gpus);
		}
		return Device.gpu(Integer.parseInt(gpu.group(1)));
	}

	private static IllegalArgumentException unusable(String name, int gpus) {
		return new IllegalArgumentException("mtdnn.devices names '" + name + "', but this process can use auto, cpu"
				+ ((gpus > 0) ? " and gpu0 to gpu" + (gpus - 1) : ""));
	}

	/**
	 * The devices as other modules see them.
	 * @param perJob number of devices that train one job together
	 */
	public Devices described(int perJob) {
		return new Devices(
				this.devices.stream().map((device) -> device.isGpu() ? "gpu" + device.getDeviceId() : "cpu").toList(),
				CpuFeatures.read().name(), perJob);
	}

	public List<Device> all() {
		return this.devices;
	}

}
