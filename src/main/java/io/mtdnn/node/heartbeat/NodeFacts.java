package io.mtdnn.node.heartbeat;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * The values of a node's meters.
 *
 * @param devices the devices that it trains and answers on
 * @param processors number of its processors
 * @param processorShare share of the machine's processors in use, 0 to 1
 * @param memoryBytes resident memory of its process
 * @param freeDiskBytes free space of its fullest folder
 * @param models number of models in its memory
 * @param answersPerSecond questions it answered per second since its last heartbeat
 * @param refused requests for answers that it has refused since it started
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record NodeFacts(List<Device> devices, @Nullable Integer processors, @Nullable Double processorShare,
		@Nullable Long memoryBytes, @Nullable Long freeDiskBytes, int models, double answersPerSecond, long refused) {

	/**
	 * A device of a node.
	 *
	 * @param name its name, such as `cpu` or `gpu0`
	 * @param jobs number of jobs that it trains now
	 */
	public record Device(String name, int jobs) {

	}

}
