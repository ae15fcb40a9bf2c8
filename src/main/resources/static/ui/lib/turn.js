// Moves from one question of a list to the next.

const STEPS = { j: 1, ArrowRight: 1, k: -1, ArrowLeft: -1 };

/** 1 for the next and -1 for the previous by the keys J and K or the arrows, and 0 for other keys and in elements in which keys have another meaning. */
export function turnOf(event) {
	const within = (selector) => Boolean(event.target.closest?.(selector));
	const elsewhere = event.ctrlKey || event.metaKey || event.altKey || within("input, textarea, select")
		|| event.key.startsWith("Arrow") && within(".canvas, [role=slider], [role=tab], [role=region]");
	return elsewhere ? 0 : STEPS[event.key] ?? 0;
}

/**
 * The address parameters that lead `step` questions further: `at` within the page that starts at `from`, or the neighbouring page;
 * null at either end.
 */
export function turned({ at, from, size, count, next }, step) {
	const wanted = at + step;
	if (wanted >= 0 && wanted < count) {
		return { at: wanted || "" };
	}
	if (wanted >= count && next !== undefined) {
		return { from: next, at: "" };
	}
	return (wanted < 0 && from > 0) ? { from: Math.max(0, from - size) || "", at: Math.min(from, size) - 1 } : null;
}
