// A request that can be edited as fields and as JSON, which are kept in sync; unsent changes are kept as a draft.

import { draft, dropDraft, keepDraft } from "./drafts.js";
import { parsePlan, withValue } from "./plan.js";

export class TwoWays {

	#kind;
	#changed;

	/** The request; the last valid one while the text is not valid JSON. */
	value = {};

	text = "";

	/** The first fault of the text; null if it is valid JSON. */
	fault = null;

	/** The time of the draft that is shown; null if none is. */
	restored = null;

	constructor(kind, changed) {
		this.#kind = kind;
		this.#changed = changed;
	}

	/** Starts with a request. */
	begin(value) {
		this.restored = null;
		this.#write(value);
	}

	/** Starts with the draft; returns false if there is none. */
	restore() {
		const kept = draft(this.#kind);
		if (kept) {
			this.restored = kept.at;
			this.#read(kept.text);
		}
		return Boolean(kept);
	}

	/** Takes a request that the form has changed. */
	use(value) {
		this.#write(value);
		this.#keep();
	}

	/** Sets a field; undefined removes it. */
	set = (path, value) => this.use(withValue(this.value, path, value));

	/** Takes a text that the user has typed. */
	type(text) {
		this.#read(text);
		this.#keep();
	}

	/** Discards the draft. */
	drop() {
		dropDraft(this.#kind);
		this.restored = null;
	}

	#write(value) {
		this.value = value;
		this.text = JSON.stringify(value, null, 2);
		this.fault = null;
	}

	#read(text) {
		const { plan, fault } = parsePlan(text);
		this.text = text;
		this.fault = fault ?? null;
		this.value = plan ?? this.value;
	}

	#keep() {
		keepDraft(this.#kind, this.text);
		this.#changed();
	}

}
