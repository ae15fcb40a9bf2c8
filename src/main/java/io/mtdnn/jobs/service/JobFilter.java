package io.mtdnn.jobs.service;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import io.mtdnn.jobs.JobQuery;
import io.mtdnn.jobs.rows.JobEntity;
import jakarta.persistence.criteria.Predicate;
import org.springframework.data.jpa.domain.Specification;

/** A {@link JobQuery} as a condition on rows. */
final class JobFilter {

	private JobFilter() {
	}

	static Specification<JobEntity> of(JobQuery query) {
		return (job, criteria, builder) -> {
			List<Predicate> all = new ArrayList<>();
			if (query.status() != null) {
				all.add(builder.equal(job.get("status"), query.status()));
			}
			if (query.encoder() != null) {
				all.add(builder.equal(job.get("encoder"), query.encoder()));
			}
			if (query.dataset() != null) {
				all.add(builder.isMember(query.dataset(), job.<List<String>>get("datasets")));
			}
			if (query.tag() != null) {
				all.add(builder.isMember(query.tag(), job.<java.util.Set<String>>get("tags")));
			}
			if (query.group() != null) {
				all.add(builder.equal(job.get("groupName"), query.group()));
			}
			if (query.name() != null) {
				all.add(builder.like(builder.lower(job.get("name")), "%" + escape(query.name()) + "%", '\\'));
			}
			if (query.before() != null) {
				all.add(builder.lessThan(job.get("number"), query.before()));
			}
			return builder.and(all.toArray(Predicate[]::new));
		};
	}

	private static String escape(String text) {
		return text.toLowerCase(Locale.ROOT).replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
	}

}
