package io.mtdnn.storage;

/** Whether the database answers, known without asking it. */
public interface DatabaseState {

	/** Whether it did not answer when it was last asked, about a second ago. */
	boolean away();

	/** Learns from a caller that the database did not answer just now. */
	void failed(Throwable fault);

}
