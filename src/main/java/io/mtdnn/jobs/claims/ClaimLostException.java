package io.mtdnn.jobs.claims;

/**
 * Thrown when another attempt has begun or the job has ended, so that this worker's run
 * is void.
 */
@SuppressWarnings("serial")
public class ClaimLostException extends RuntimeException {

	ClaimLostException(Claim claim) {
		super("attempt " + claim.attempt() + " of job " + claim.jobId() + " is not the current one");
	}

}
