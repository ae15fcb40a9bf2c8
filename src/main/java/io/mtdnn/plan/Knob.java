package io.mtdnn.plan;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The one definition of a field of a plan. How requests are read and checked, the JSON
 * schema, the texts of the OpenAPI document and the reference page all follow from it;
 * name, type and choices are those of the record component.
 */
@Target(ElementType.RECORD_COMPONENT)
@Retention(RetentionPolicy.RUNTIME)
public @interface Knob {

	/** What it does, without a full stop at the end. */
	String value();

	/** The default as a request would write it; empty when there is no fixed one. */
	String byDefault() default "";

	/** The default in words, when it follows from other fields. */
	String follows() default "";

	/** What the paper uses; empty when the paper does not mention it. */
	String paper() default "";

	/** Whether a request must have it. */
	boolean required() default false;

	/** The smallest number, or the fewest elements of a list. */
	double from() default Double.NEGATIVE_INFINITY;

	/** Whether {@code from} itself is too small. */
	boolean above() default false;

	/** The largest number, or the most characters of a text. */
	double to() default Double.POSITIVE_INFINITY;

	/** A value for an example. */
	String example() default "";

	/** What a resolved plan without it means; empty when plans always have it. */
	String absent() default "";

}
