package io.mtdnn.registry.web;

/** Thrown for the id of an import that does not exist. */
@SuppressWarnings("serial")
final class ImportNotFoundException extends RuntimeException {

	ImportNotFoundException() {
		super("There is no import with this id");
	}

}
