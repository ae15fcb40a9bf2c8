package io.mtdnn.plan;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The only definition of a field of a plan. Reading and checking of requests, the JSON
 * schema, the texts of the OpenAPI document and the reference page all derive from it;
 * name, type and choices are those of the record component.
 */
@Target(ElementType.RECORD_COMPONENT)
@Retention(RetentionPolicy.RUNTIME)
public @interface Knob {

	/** Its description, without a full stop at the end. */
	String value();

	/** The default as in a request; empty if there is no fixed one. */
	String byDefault() default "";

	/** The default in words, if it depends on other fields. */
	String follows() default "";

	/** The value in the paper; empty if the paper does not mention it. */
	String paper() default "";

	/** Whether a request must have it. */
	boolean required() default false;

	/** The smallest number, or the fewest elements of a list. */
	double from() default Double.NEGATIVE_INFINITY;

	/** Whether {@code from} itself is too small. */
	boolean above() default false;

	/** The largest number, or the maximum number of characters of a string. */
	double to() default Double.POSITIVE_INFINITY;

	/** A value for an example. */
	String example() default "";

	/** The meaning of a resolved plan without it; empty if plans always have it. */
	String absent() default "";

}
