// What a reader has begun and not sent, kept in this browser.

const KEY = "mtdnn.draft";

export function draft() {
	try {
		return JSON.parse(localStorage.getItem(KEY));
	}
	catch {
		return null;
	}
}

export function keepDraft(text) {
	localStorage.setItem(KEY, JSON.stringify({ text, at: new Date().toISOString() }));
}

export function dropDraft() {
	localStorage.removeItem(KEY);
}
