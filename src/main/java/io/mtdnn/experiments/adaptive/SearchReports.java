package io.mtdnn.experiments.adaptive;

import java.util.List;

import io.mtdnn.experiments.analysis.ArmRuns;
import io.mtdnn.experiments.analysis.SearchReport;
import io.mtdnn.experiments.study.Search;
import io.mtdnn.experiments.study.Search.Kind;
import io.mtdnn.experiments.study.Study;
import org.jspecify.annotations.Nullable;

/** Reports what a search that learns from its runs has found so far. */
public final class SearchReports {

	private SearchReports() {
	}

	/** The report; null without such a search. */
	public static @Nullable SearchReport of(Study study, List<ArmRuns> arms) {
		Search process = study.search(Kind.GAUSSIAN_PROCESS);
		if (process != null) {
			return MixtureReports.of(study, process, arms);
		}
		Search thompson = study.search(Kind.THOMPSON);
		return (thompson != null) ? TaskReports.of(study, thompson, arms) : null;
	}

	/** Where runs are scored, in words: on all questions if one half has none. */
	static String place(List<ArmRuns> arms) {
		return (arms.stream().anyMatch(ArmRuns::hasHalves) ? "on one half of" : "on") + " the development set";
	}

}
