package io.mtdnn.node.heartbeat;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * The values of a node's meters.
 *
 * @param devices devices that it uses for training and inference
 * @param processors number of its processors
 * @param processorShare share of the machine's processors in use, 0 to 1
 * @param memoryBytes resident memory of its process
 * @param freeDiskBytes free space of the folder with the least
 * @param models number of models in its memory
 * @param answersPerSecond questions it answered per second between its last two
 * heartbeats
 * @param refused inference requests that it has rejected since it started
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record NodeFacts(List<Device> devices, @Nullable Integer processors, @Nullable Double processorShare,
		@Nullable Long memoryBytes, @Nullable Long freeDiskBytes, int models, double answersPerSecond, long refused) {

	/**
	 * A device of a node.
	 *
	 * @param name its name, such as `cpu` or `gpu0`
	 * @param jobs number of jobs that it is training
	 */
	public record Device(String name, int jobs) {

	}

}
