package io.mtdnn.jobs;

/** Another attempt has begun, or the job has ended: this worker's run is void. */
@SuppressWarnings("serial")
class ClaimLostException extends RuntimeException {

	ClaimLostException(Claim claim) {
		super("attempt " + claim.attempt() + " of job " + claim.jobId() + " is no longer the current one");
	}

}
