package io.mtdnn.storage;

/** The availability of the database, known without querying it. */
public interface DatabaseState {

	/** Whether the database was unavailable at the last check, about a second ago. */
	boolean unavailable();

	/** Reports a failed database call. */
	void failed(Throwable fault);

}
