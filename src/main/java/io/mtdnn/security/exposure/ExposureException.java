package io.mtdnn.security.exposure;

import io.mtdnn.security.SecurityProperties;
import io.mtdnn.security.SecurityProperties.Mode;

/** Thrown when the service would be reachable from other machines without credentials. */
@SuppressWarnings("serial")
final class ExposureException extends RuntimeException {

	ExposureException(Mode mode, String address) {
		super((mode == Mode.SECURED)
				? "Callers require credentials (mtdnn.security.mode=secured), but none are configured"
				: "The service would listen on %s without any credentials configured".formatted(address));
	}

}
