// A request that is edited as fields and as JSON, each following the other; what was begun is kept as a draft.

import { draft, dropDraft, keepDraft } from "./drafts.js";
import { parsePlan, withValue } from "./plan.js";

export class TwoWays {

	#kind;
	#changed;

	/** The request; as it last was while the text is not JSON. */
	value = {};

	text = "";

	/** Where the text stops being JSON; null if it is JSON. */
	fault = null;

	/** When the draft that is shown was left; null if none is. */
	restored = null;

	constructor(kind, changed) {
		this.#kind = kind;
		this.#changed = changed;
	}

	/** Begins with a request. */
	begin(value) {
		this.restored = null;
		this.#write(value);
	}

	/** Begins with the draft; false if there is none. */
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

	/** Sets a field; undefined takes it out. */
	set = (path, value) => this.use(withValue(this.value, path, value));

	/** Takes a text that the reader has typed. */
	type(text) {
		this.#read(text);
		this.#keep();
	}

	/** Forgets the draft. */
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
