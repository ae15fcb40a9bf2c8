package io.mtdnn.plan;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Defines a field of a plan. The reading and checking of requests, the JSON schema, the
 * texts of the OpenAPI document and the reference page all derive from it; name, type and
 * choices are those of the record component.
 */
@Target(ElementType.RECORD_COMPONENT)
@Retention(RetentionPolicy.RUNTIME)
public @interface Knob {

	/** The description of the field, without a full stop at the end. */
	String value();

	/** The constant default, as a request would contain it; empty if there is none. */
	String byDefault() default "";

	/** The default in words, if it is not a constant. */
	String follows() default "";

	/** The value in the paper; empty if the paper does not mention it. */
	String paper() default "";

	/** Whether a request must contain the field. */
	boolean required() default false;

	/** The minimum of a number, or of the number of elements of a list. */
	double from() default Double.NEGATIVE_INFINITY;

	/** Whether {@code from} itself is not allowed. */
	boolean above() default false;

	/** The maximum of a number, or of the number of characters of a string. */
	double to() default Double.POSITIVE_INFINITY;

	/** A value for an example. */
	String example() default "";

	/**
	 * The meaning of a resolved plan without the field; empty if plans always contain it.
	 */
	String absent() default "";

}
