package io.mtdnn.plan;

import java.lang.reflect.Field;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * A field of a plan, as its record component and its {@link Knob} define it.
 *
 * @param name its JSON name
 * @param type its type; for a list, that of the elements; for a map, that of the values
 * @param shape whether the field has one value of the type, a list or a map
 * @param choices the allowed texts; empty if all are allowed
 * @param fields the fields of an object, or of each object in a list
 */
public record PlanField(String name, Class<?> type, Shape shape, Knob knob, List<String> choices,
		List<PlanField> fields) {

	private static final List<PlanField> PLAN = of(TrainingPlan.class);

	/** The fields of a plan, in the order of {@link TrainingPlan}. */
	public static List<PlanField> plan() {
		return PLAN;
	}

	/** Finds a field by its name. */
	public static Optional<PlanField> named(String name, List<PlanField> fields) {
		return fields.stream().filter((field) -> field.name.equals(name)).findFirst();
	}

	private static List<PlanField> of(Class<?> type) {
		return type.isRecord() ? Arrays.stream(type.getRecordComponents()).map(PlanField::of).toList() : List.of();
	}

	private static PlanField of(RecordComponent component) {
		Knob knob = component.getAnnotation(Knob.class);
		if (knob == null) {
			throw new IllegalStateException(component + " has no @Knob");
		}
		Shape shape = Shape.of(component.getType());
		Class<?> type = (shape == Shape.ONE) ? component.getType() : element(component.getGenericType());
		return new PlanField(component.getName(), type, shape, knob, choices(type), of(type));
	}

	/** The elements of a list or the values of a map. */
	private static Class<?> element(Type type) {
		Type[] arguments = ((ParameterizedType) type).getActualTypeArguments();
		return (Class<?>) arguments[arguments.length - 1];
	}

	private static List<String> choices(Class<?> type) {
		return Arrays.stream(type.getFields()).filter(Field::isEnumConstant).map(PlanField::text).toList();
	}

	private static String text(Field constant) {
		return constant.getAnnotation(JsonProperty.class).value();
	}

	/** Whether its values are whole numbers. */
	public boolean isWhole() {
		return this.type == Integer.class || this.type == int.class || isLong();
	}

	/** Whether its values are whole numbers of 64 bits. */
	public boolean isLong() {
		return this.type == Long.class || this.type == long.class;
	}

	/** Whether its values are floating-point numbers. */
	public boolean isReal() {
		return this.type == Double.class || this.type == double.class;
	}

	/** Whether its values are true or false. */
	public boolean isBoolean() {
		return this.type == Boolean.class || this.type == boolean.class;
	}

	/** Whether its default is a constant. */
	public boolean hasConstantDefault() {
		return !this.knob.byDefault().isEmpty();
	}

	/** The constant default in the field's type; for choices, the text. */
	public Object constantDefault() {
		String text = this.knob.byDefault();
		if (isLong()) {
			return Long.valueOf(text);
		}
		if (isWhole()) {
			return Integer.valueOf(text);
		}
		if (isReal()) {
			return Double.valueOf(text);
		}
		return isBoolean() ? Boolean.valueOf(text) : text;
	}

	/** Whether a number is in the range of its values. */
	public boolean isInRange(double number) {
		return (this.knob.above() ? number > this.knob.from() : number >= this.knob.from()) && number <= this.knob.to();
	}

	/** The range of its values in words; empty if there is none. */
	public String range() {
		boolean open = Double.isInfinite(this.knob.to());
		if (Double.isInfinite(this.knob.from())) {
			return open ? "" : "at most " + shown(this.knob.to());
		}
		String from = (this.knob.above() ? "above " : open ? "at least " : "from ") + shown(this.knob.from());
		return open ? from : from + " to " + shown(this.knob.to());
	}

	private String shown(double number) {
		return isReal() ? Double.toString(number) : Long.toString((long) number);
	}

	/** The arrangement of the values of a field. */
	public enum Shape {

		/** A single value. */
		ONE,

		/** A list of values. */
		LIST,

		/** Values by the name of a dataset. */
		MAP;

		private static Shape of(Class<?> type) {
			return (type == List.class) ? LIST : (type == Map.class) ? MAP : ONE;
		}

	}

}
