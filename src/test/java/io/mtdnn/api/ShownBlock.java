package io.mtdnn.api;

import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Blocks of the documentation that are not commands for a shell. */
enum ShownBlock {

	/** A response of the service. */
	ANSWER("HTTP/1\\.1 "),

	/** Lines of a log. */
	LOG("(?:done|refused) \\w+:"),

	/** A part of a request or of a response. */
	JSON("[{\"]"),

	/** A program that runs elsewhere. */
	PYTHON("import |from \\w+ import "),

	/** A picture drawn with letters, or by the viewer of the document. */
	PICTURE("files -> |flowchart "),

	/** Lines of application.yml or application.properties. */
	SETTINGS("[a-z]+(?:\\.[\\w-]+)+(?:: |:$|=)");

	private final Pattern beginning;

	ShownBlock(String beginning) {
		this.beginning = Pattern.compile(beginning, Pattern.MULTILINE);
	}

	static Optional<ShownBlock> of(DocumentedCommands.Block block) {
		return Stream.of(values()).filter((kind) -> kind.beginning.matcher(block.text()).lookingAt()).findFirst();
	}

}
