package io.mtdnn.api;

import java.util.List;

import io.mtdnn.api.DocumentedCommands.Command;

/**
 * Knows some of the commands that the tests do not type, and what they name that must
 * exist.
 */
interface CommandCheck {

	boolean takes(Command command);

	/** What is wrong with a command. */
	List<String> faults(Command command);

}
