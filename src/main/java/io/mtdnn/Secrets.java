package io.mtdnn;

import java.util.regex.Pattern;

/**
 * What must not appear in a log: values of secret settings, and passwords within
 * addresses.
 */
final class Secrets {

	private static final Pattern SETTING = Pattern.compile("(?i).*(key|secret|password|token|credential)s?(\\[\\d+])?");

	private Secrets() {
	}

	/** Whether the value of this setting is secret. */
	static boolean isSecret(String setting) {
		return SETTING.matcher(setting).matches();
	}

	/** An address without user, password and parameters. */
	static String without(String address) {
		return address.replaceFirst("//[^/]*@", "//").replaceFirst("[?;].*", "");
	}

}
