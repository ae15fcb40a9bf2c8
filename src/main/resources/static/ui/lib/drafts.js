// Drafts of requests that have not been sent, stored in this browser: one of each kind.

const KEYS = { run: "mtdnn.draft", study: "mtdnn.draft.study" };

/** { text, at }; null if there is no draft. */
export function draft(kind) {
	try {
		return JSON.parse(localStorage.getItem(KEYS[kind]));
	}
	catch {
		return null;
	}
}

export function keepDraft(kind, text) {
	localStorage.setItem(KEYS[kind], JSON.stringify({ text, at: new Date().toISOString() }));
}

export function dropDraft(kind) {
	localStorage.removeItem(KEYS[kind]);
}
