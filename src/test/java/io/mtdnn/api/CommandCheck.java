package io.mtdnn.api;

import java.util.List;

import io.mtdnn.api.DocumentedCommands.Command;

/**
 * Checks some of the commands that the tests do not run: the names in them must exist.
 */
interface CommandCheck {

	boolean takes(Command command);

	/** The faults of a command. */
	List<String> faults(Command command);

}
