package io.mtdnn.node;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Set;

import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * Restricts a bean to nodes with a role. A node without {@code mtdnn.roles} has all
 * roles.
 */
@Target({ ElementType.TYPE, ElementType.METHOD })
@Retention(RetentionPolicy.RUNTIME)
@Conditional(ConditionalOnRole.OnRole.class)
public @interface ConditionalOnRole {

	NodeRole value();

	/** Evaluates {@code mtdnn.roles}. */
	class OnRole implements Condition {

		@Override
		public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
			NodeRole role = metadata.getAnnotations().get(ConditionalOnRole.class).getEnum("value", NodeRole.class);
			return Binder.get(context.getEnvironment())
				.bind("mtdnn.roles", Bindable.setOf(NodeRole.class))
				.orElse(Set.of(NodeRole.values()))
				.contains(role);
		}

	}

}
