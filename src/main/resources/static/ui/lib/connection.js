// Watches whether the service responds: a banner on every page while it does not, and one sentence for screen readers at each change.

const CALM = 5000;
const LOST = 2000;
const PATIENCE = 10000;

const banner = document.getElementById("connection");
const returns = new Set();
let lastAnswer = Date.now();
let lost = false;

/** Starts watching the connection. */
export function watchConnection() {
	look();
	setInterval(show, 1000);
}

/** Calls back when a lost connection is restored; returns a function that ends this. */
export function onReturn(listener) {
	returns.add(listener);
	return () => returns.delete(listener);
}

/** The service has responded. */
export function answered() {
	lastAnswer = Date.now();
	if (lost) {
		lost = false;
		show();
		announce("The connection to the service is restored.");
		returns.forEach((listener) => listener());
	}
}

/** A call has had no response. */
export function unreachable() {
	if (!lost) {
		lost = true;
		show();
		announce("The connection to the service was lost.");
	}
}

/** Whether a response comes from a proxy in front of the service, which it cannot reach; errors of the service are JSON. */
export function isOfProxy(response) {
	return [502, 503, 504].includes(response.status) && /^text\/(html|plain)/.test(response.headers.get("Content-Type") ?? "");
}

/** Announces a text to screen readers without moving anything on the page. */
export function announce(sentence) {
	document.getElementById("announcer").textContent = sentence;
}

async function look() {
	try {
		const response = await fetch("v2/health/live", { cache: "no-store", signal: AbortSignal.timeout(PATIENCE) });
		isOfProxy(response) ? unreachable() : answered();
	}
	catch {
		unreachable();
	}
	setTimeout(look, lost ? LOST : CALM);
}

/** Marks the page as outdated while the service does not respond. */
function show() {
	document.body.classList.toggle("lost", lost);
	banner.hidden = !lost;
	if (lost) {
		const seconds = Math.max(1, Math.round((Date.now() - lastAnswer) / 1000));
		banner.textContent = `No connection since ${seconds} s, retrying. This page shows the state of ${
			new Date(lastAnswer).toLocaleTimeString()}.`;
	}
}
