package io.mtdnn.model;

/** A head that another software's format cannot express for this encoder. */
public class UnsupportedExportException extends RuntimeException {

	public UnsupportedExportException(String message) {
		super(message);
	}

}
