// Small pieces of markup. Everything that comes from outside goes through `escape`.

const ENTITIES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

export function escape(value) {
	return String(value ?? "").replace(/[&<>"']/g, (character) => ENTITIES[character]);
}

export function problem(error) {
	const more = (error.errors || []).filter((one) => one.message !== error.message)
		.map((one) => `<li><b>${escape(one.field)}</b>: ${escape(one.message)}</li>`).join("");
	const field = error.field ? `<b>${escape(error.field)}</b>: ` : "";
	return `<div class="card problem" role="alert">${field}${escape(error.message)}${more && `<ul>${more}</ul>`}
		${error.status === 401 ? keyForm() : ""}</div>`;
}

function keyForm() {
	return `<form data-key class="row"><label for="key">API key</label>
		<input id="key" name="key" type="password" autocomplete="off" required><button>Use this key</button></form>`;
}

export function status(value) {
	return `<span class="status ${escape(value)}">${escape(value)}</span>`;
}

export function number(value, digits = 2) {
	return (value === null || value === undefined || Number.isNaN(value)) ? "–"
		: Number(value).toLocaleString("en", { maximumFractionDigits: digits });
}

export function duration(seconds) {
	if (seconds === null || seconds === undefined) {
		return "–";
	}
	const whole = Math.round(seconds);
	const [hours, minutes] = [Math.floor(whole / 3600), Math.floor(whole % 3600 / 60)];
	return hours ? `${hours} h ${minutes} min` : minutes ? `${minutes} min ${whole % 60} s` : `${whole} s`;
}

export function time(instant) {
	return instant ? `<time datetime="${escape(instant)}">${new Date(instant).toLocaleString()}</time>` : "–";
}
