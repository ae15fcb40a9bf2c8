// The state of one run: as fetched, then updated by the events of its stream.

import { address, call, part } from "./api.js";

const POINTS = 1500;

export async function runState(id) {
	const [job, metrics] = await Promise.all([call(`jobs/${part(id)}`), call(`jobs/${part(id)}/metrics?points=${POINTS}`)]);
	return { job, points: metrics.training, evaluations: metrics.evaluations, tasks: metrics.tasks, checkpoint: metrics.checkpoint,
		affinity: metrics.affinity, gradients: metrics.gradients, events: [], known: metrics.training.at(-1)?.step ?? 0 };
}

/** Reads the points of a part of the run; a run with more points than are shown at once has more of them in a part. */
export async function readPart(state, id, from, to) {
	if (from === undefined || state.points.length >= state.known) {
		state.part = null;
		return;
	}
	const asked = state.part = { ...state.part, asked: `${from} ${to}` };
	const found = await call(address(`jobs/${part(id)}/metrics`, { points: POINTS, fromStep: Math.floor(from), toStep: Math.ceil(to) }));
	if (state.part?.asked === asked.asked) {
		state.part = { points: found.training, asked: asked.asked };
	}
}

/** The points of the whole run, and all those of the part that was read. */
export function shownPoints({ points, part: read }) {
	if (!read?.points?.length) {
		return points;
	}
	const [first, last] = [read.points[0].step, read.points.at(-1).step];
	return [...points.filter((point) => point.step < first), ...read.points, ...points.filter((point) => point.step > last)];
}

/** Applies an event; returns whether the job itself and its log have changed too. */
export function take(state, name, data) {
	return TAKERS[name]?.(state, data) ?? false;
}

const TAKERS = {

	metric(state, point) {
		if (point.step > state.known) {
			state.points = [...state.points, point];
			state.known = point.step;
		}
	},

	evaluation(state, evaluation) {
		const others = state.evaluations.filter((one) => one.epoch !== evaluation.epoch || one.dataset !== evaluation.dataset);
		state.evaluations = [...others, evaluation].sort((a, b) => a.epoch - b.epoch);
		return true;
	},

	totals(state, totals) {
		state.tasks = totals.tasks;
	},

	checkpoint(state, checkpoint) {
		state.checkpoint = checkpoint;
		state.events = [...state.events, { step: checkpoint.step, name: "checkpoint" }];
		return true;
	},

	/** Another measurement; the means of all are read from the service. */
	affinity() {
		return true;
	},

	/** Points after `fromStep` are void, because another attempt repeats the steps. */
	status(state, change) {
		if (change.fromStep !== undefined && change.fromStep !== null) {
			if (change.attempt > 1) {
				state.events = [...state.events, { step: change.fromStep, name: `attempt ${change.attempt}` }];
			}
			if (state.points.some((point) => point.step > change.fromStep) && change.attempt >= attempts(state)) {
				state.points = state.points.filter((point) => point.step <= change.fromStep);
				state.known = Math.min(state.known, change.fromStep);
			}
		}
		return change.attempt >= attempts(state);
	},

	progress(state, snapshot) {
		const changed = state.job.status !== snapshot.status;
		state.job = { ...state.job, ...snapshot };
		return changed;
	},

	end(state, snapshot) {
		state.job = { ...state.job, ...snapshot };
		return true;
	},

};

function attempts(state) {
	return state.job.attempts?.length ?? 0;
}

/** The current activity of the run, in a few words. */
export function phase({ job, evaluations }) {
	const progress = job.progress;
	if (job.status === "PREPARING") {
		return "reading and counting the data";
	}
	if (job.status === "QUEUED") {
		return "waiting for a worker";
	}
	if (job.status !== "RUNNING") {
		return "";
	}
	if (!progress) {
		return "preparing";
	}
	if (progress.examplesPerSecond == null) {
		const all = job.preflight?.tasks?.flatMap((task) => task.evaluations ?? [task]).length;
		const done = evaluations.filter((one) => one.epoch === progress.epoch).length;
		return done >= all && progress.step >= progress.totalSteps ? "registering the model"
			: all && done < all ? `evaluating epoch ${progress.epoch}: ${done + 1} of ${all}` : `evaluating epoch ${progress.epoch}`;
	}
	return `training epoch ${progress.epoch} of ${job.plan?.epochs}`;
}
