package io.mtdnn.jobs.claims;

/** Another attempt has begun, or the job has ended: this worker's run is void. */
@SuppressWarnings("serial")
public class ClaimLostException extends RuntimeException {

	ClaimLostException(Claim claim) {
		super("attempt " + claim.attempt() + " of job " + claim.jobId() + " is no longer the current one");
	}

}
