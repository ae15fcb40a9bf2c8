package io.mtdnn.jobs.claims;

import java.lang.management.ManagementFactory;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

import com.sun.management.OperatingSystemMXBean;
import io.mtdnn.node.NodeName;
import io.mtdnn.training.RunInputs;
import io.mtdnn.training.TrainingEngine;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.info.BuildProperties;
import org.springframework.boot.info.GitProperties;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;

/** Describes what a run on this node depends on apart from its plan and data. */
@Component
public class RunEnvironment {

	public static final TypeReference<Map<String, Object>> TYPE = new TypeReference<>() {
	};

	private final NodeName node;

	private final TrainingEngine engine;

	private final @Nullable BuildProperties build;

	private final @Nullable GitProperties git;

	RunEnvironment(NodeName node, TrainingEngine engine, ObjectProvider<BuildProperties> build,
			ObjectProvider<GitProperties> git) {
		this.node = node;
		this.engine = engine;
		this.build = build.getIfAvailable();
		this.git = git.getIfAvailable();
	}

	public Map<String, Object> describe() {
		Map<String, Object> environment = new LinkedHashMap<>();
		environment.put("node", this.node.name());
		environment.put("host", this.node.host());
		environment.put("versions", versions());
		environment.put("os", System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
				+ System.getProperty("os.arch"));
		environment.put("cpu", this.engine.processor());
		environment.put("processors", Runtime.getRuntime().availableProcessors());
		environment.put("memoryBytes", memory());
		environment.put("devices", this.engine.devices());
		// the engine, which this starts, sets the number of threads
		environment.put("matrixProducts", this.engine.matrixProducts());
		environment.put("attention", this.engine.attention());
		environment.put("answeringPrecision", this.engine.answeringPrecision());
		environment.put("threads", System.getProperty("ai.djl.pytorch.num_threads", "default"));
		return environment;
	}

	/** Adds the attempt's data and encoder. */
	public static void add(Map<String, Object> environment, RunInputs inputs) {
		environment.put("dataHashes", new TreeMap<>(inputs.data()));
		environment.put("encoderHashes", new TreeMap<>(inputs.encoder()));
	}

	private Map<String, String> versions() {
		Map<String, String> versions = new LinkedHashMap<>();
		versions.put("java", System.getProperty("java.vm.name") + " " + Runtime.version());
		if (this.build != null) {
			versions.put("code", this.build.getVersion());
			put(versions, "djl", this.build.get("djl.version"));
			put(versions, "libtorch", this.build.get("libtorch.version"));
		}
		if (this.git != null) {
			put(versions, "commit", this.git.getCommitId());
		}
		return versions;
	}

	private static void put(Map<String, String> versions, String name, @Nullable String version) {
		if (version != null) {
			versions.put(name, version);
		}
	}

	private static long memory() {
		return (ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system)
				? system.getTotalMemorySize() : Runtime.getRuntime().maxMemory();
	}

}
