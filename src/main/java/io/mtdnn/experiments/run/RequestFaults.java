package io.mtdnn.experiments.run;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import io.mtdnn.experiments.ExperimentFaultsException;
import io.mtdnn.experiments.ImpossibleExperimentException;
import io.mtdnn.experiments.study.ExperimentRequest;
import io.mtdnn.experiments.study.Extension;
import io.mtdnn.experiments.study.Leads;
import io.mtdnn.experiments.study.Pointless;
import io.mtdnn.experiments.study.Studies;
import io.mtdnn.experiments.study.Study;
import io.mtdnn.plan.PlanResolver;
import io.mtdnn.task.Fault;
import org.springframework.stereotype.Component;

/**
 * Finds everything that is wrong with a request, although its plans can only be made once
 * the request itself is well-formed: a faulty request is checked again without what is
 * beside its plans, and then without its axes.
 */
@Component
class RequestFaults {

	private final RunFaults runs;

	private final PlanResolver resolver;

	RequestFaults(RunFaults runs, PlanResolver resolver) {
		this.runs = runs;
		this.resolver = resolver;
	}

	/**
	 * The study that a request leads to, with its leading tasks named.
	 * @throws ExperimentFaultsException if the request is malformed
	 * @throws ImpossibleExperimentException if its runs cannot be started
	 */
	Study checked(ExperimentRequest sent) {
		ExperimentRequest request = Leads.named(sent, this.resolver::leading);
		try {
			Study study = Studies.of(request);
			this.runs.require(study, Pointless.faults(study));
			return study;
		}
		catch (ExperimentFaultsException ex) {
			throw new ExperimentFaultsException(further(request, ex.faults()));
		}
		catch (ImpossibleExperimentException ex) {
			throw new ImpossibleExperimentException(further(request, ex.faults()));
		}
	}

	/**
	 * The study of an experiment with an extension.
	 * @throws ExperimentFaultsException if the extension is malformed
	 * @throws ImpossibleExperimentException if its runs cannot be started
	 */
	Study extended(ExperimentRequest definition, Extension extension) {
		Study study = Studies.extended(definition, Leads.named(extension, this.resolver::leading));
		this.runs.require(study, List.of());
		return study;
	}

	private List<Fault> further(ExperimentRequest request, List<Fault> known) {
		Set<Fault> all = new LinkedHashSet<>(known);
		for (boolean varied : new boolean[] { true, false }) {
			if (all.stream().noneMatch(RequestFaults::isOfPlans)) {
				all.addAll(faults(Studies.plansAlone(request, varied)));
			}
		}
		return new ArrayList<>(all);
	}

	private static boolean isOfPlans(Fault fault) {
		return fault.field() != null && fault.field().startsWith("plan");
	}

	private List<Fault> faults(ExperimentRequest request) {
		try {
			this.runs.require(Studies.of(request), List.of());
			return List.of();
		}
		catch (ExperimentFaultsException ex) {
			return ex.faults();
		}
		catch (ImpossibleExperimentException ex) {
			return ex.faults();
		}
	}

}
