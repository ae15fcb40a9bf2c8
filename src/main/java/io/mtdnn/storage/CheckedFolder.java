package io.mtdnn.storage;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a setting whose folder must be writable. Startup fails with one sentence if it is
 * not.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ ElementType.PARAMETER, ElementType.RECORD_COMPONENT })
public @interface CheckedFolder {

	/**
	 * Setting and value without which the folder is not used, such as
	 * {@code mtdnn.artifacts.store=directory}, or with which it is not, such as
	 * {@code mtdnn.artifacts.store!=directory}; empty if it always is.
	 */
	String onlyIf() default "";

}
