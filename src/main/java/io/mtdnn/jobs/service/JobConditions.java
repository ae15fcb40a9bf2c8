package io.mtdnn.jobs.service;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import io.mtdnn.jobs.JobFilter;
import io.mtdnn.jobs.rows.JobEntity;
import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.Expression;
import jakarta.persistence.criteria.Path;
import jakarta.persistence.criteria.Predicate;
import org.springframework.data.jpa.domain.Specification;

/** Converts a {@link JobFilter} to a condition on rows. */
final class JobConditions {

	private JobConditions() {
	}

	static Specification<JobEntity> of(JobFilter filter) {
		return (job, criteria, builder) -> {
			Path<?> plan = job.get("plan");
			Path<?> description = job.get("description");
			List<Predicate> all = new ArrayList<>();
			if (filter.status() != null) {
				all.add(builder.equal(job.get("status"), filter.status()));
			}
			if (filter.encoder() != null) {
				all.add(builder.equal(plan.get("encoder"), filter.encoder()));
			}
			if (filter.dataset() != null) {
				all.add(builder.isMember(filter.dataset(), plan.<List<String>>get("datasets")));
			}
			if (filter.tag() != null) {
				all.add(builder.isMember(filter.tag(), description.<Set<String>>get("tags")));
			}
			if (filter.group() != null) {
				all.add(builder.equal(job.get("turn").get("groupName"), filter.group()));
			}
			if (filter.name() != null) {
				all.add(contains(builder, description.get("name"), filter.name()));
			}
			if (filter.text() != null) {
				all.add(builder.or(contains(builder, description.get("name"), filter.text()),
						contains(builder, description.get("notes"), filter.text())));
			}
			return builder.and(all.toArray(Predicate[]::new));
		};
	}

	private static Predicate contains(CriteriaBuilder builder, Expression<String> text, String part) {
		return builder.like(builder.lower(text), "%" + escape(part) + "%", '\\');
	}

	private static String escape(String text) {
		return text.toLowerCase(Locale.ROOT).replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
	}

}
