package io.mtdnn.model.torch.runtime;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The features of the processor, read from Linux's {@code /proc/cpuinfo}. On other
 * systems, only the architecture and the number of processors that Java reports are
 * known.
 *
 * @param name name of the processor model, or the architecture if unknown
 * @param flags names of instruction set extensions
 * @param physicalCores number of cores without hyper-threads, or of processors if unknown
 */
public record CpuFeatures(String name, Set<String> flags, int physicalCores) {

	public static CpuFeatures read() {
		Path cpuinfo = Path.of("/proc/cpuinfo");
		try {
			return parse(Files.isReadable(cpuinfo) ? Files.readAllLines(cpuinfo) : List.of(),
					Runtime.getRuntime().availableProcessors());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	static CpuFeatures parse(List<String> cpuinfo, int processors) {
		Set<String> flags = new HashSet<>();
		Set<String> cores = new HashSet<>();
		String socket = "";
		String model = System.getProperty("os.arch");
		for (String line : cpuinfo) {
			String[] field = line.split(":", 2);
			String name = field[0].trim();
			String value = (field.length > 1) ? field[1].trim() : "";
			if (name.equals("flags") || name.equals("Features")) {
				flags.addAll(Arrays.asList(value.split(" ")));
			}
			else if (name.equals("model name")) {
				model = value;
			}
			else if (name.equals("physical id")) {
				socket = value;
			}
			else if (name.equals("core id")) {
				cores.add(socket + "/" + value);
			}
		}
		return new CpuFeatures(model, flags, cores.isEmpty() ? processors : Math.min(cores.size(), processors));
	}

	/** Whether the hardware multiplies 16-bit brain floats with AVX-512 or AMX. */
	boolean prefersBf16() {
		return this.flags.contains("avx512_bf16") || this.flags.contains("amx_bf16");
	}

	/**
	 * Whether the hardware multiplies bf16 numbers. Emulation would be slower than 32-bit
	 * products.
	 */
	public boolean multipliesBf16() {
		return prefersBf16() || this.flags.contains("bf16");
	}

}
