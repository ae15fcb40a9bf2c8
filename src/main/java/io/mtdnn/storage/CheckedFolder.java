package io.mtdnn.storage;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a setting whose folder must be writable. Startup fails with a one-sentence
 * message if it is not.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ ElementType.PARAMETER, ElementType.RECORD_COMPONENT })
public @interface CheckedFolder {

	/**
	 * The condition under which the folder is used, such as
	 * {@code mtdnn.artifacts.store=directory} or
	 * {@code mtdnn.artifacts.store!=directory}; empty if it is always used.
	 */
	String onlyIf() default "";

}
