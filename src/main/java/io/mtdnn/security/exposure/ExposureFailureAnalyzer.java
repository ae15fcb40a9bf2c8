package io.mtdnn.security.exposure;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Explains in one sentence which settings to change. */
class ExposureFailureAnalyzer extends AbstractFailureAnalyzer<ExposureException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, ExposureException cause) {
		return new FailureAnalysis(cause.getMessage() + ".",
				"Set mtdnn.security.admin-key (MTDNN_SECURITY_ADMIN_KEY) to at least 32 random characters, or "
						+ "spring.security.oauth2.resourceserver.jwt.issuer-uri, or server.address=127.0.0.1 (and "
						+ "management.server.address, if management.server.port is set), or, to allow everything "
						+ "without credentials, mtdnn.security.mode=open.",
				cause);
	}

}
