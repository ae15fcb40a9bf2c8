// Watches whether the service responds: a banner on every page while it does not, and one sentence for screen readers at each change.

const CALM = 5000;
const LOST = 2000;
const PATIENCE = 10000;

const banner = document.getElementById("connection");
const returns = new Set();
let lastAnswer = Date.now();
let lost = false;

/** Looks after the connection. */
export function watchConnection() {
	look();
	setInterval(show, 1000);
}

/** Calls back when the connection was lost and is there again; returns what ends that. */
export function onReturn(listener) {
	returns.add(listener);
	return () => returns.delete(listener);
}

/** The service has answered something. */
export function answered() {
	lastAnswer = Date.now();
	if (lost) {
		lost = false;
		show();
		announce("The connection to the service is restored.");
		returns.forEach((listener) => listener());
	}
}

/** A call has had no answer. */
export function unreachable() {
	if (!lost) {
		lost = true;
		show();
		announce("The connection to the service was lost.");
	}
}

/** Says something to a screen reader without moving anything on the page. */
export function announce(sentence) {
	document.getElementById("announcer").textContent = sentence;
}

async function look() {
	try {
		await fetch("v2/health/live", { cache: "no-store", signal: AbortSignal.timeout(PATIENCE) });
		answered();
	}
	catch {
		unreachable();
	}
	setTimeout(look, lost ? LOST : CALM);
}

/** What the page shows is marked as old while the service does not answer. */
function show() {
	document.body.classList.toggle("lost", lost);
	banner.hidden = !lost;
	if (lost) {
		const seconds = Math.max(1, Math.round((Date.now() - lastAnswer) / 1000));
		banner.textContent = `No connection since ${seconds} s, retrying. This page shows the state of ${
			new Date(lastAnswer).toLocaleTimeString()}.`;
	}
}
