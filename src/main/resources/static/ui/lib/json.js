// JSON whose whole numbers keep all their digits, such as large seeds: those that a number would round are a BigInt.

/** Whole numbers with so many digits may not fit; the text is only then read more slowly. */
const LONG = /(?<![\d.])\d{16,}(?![\d.eE])/;

const WHOLE = /^-?\d+$/;

/** Browsers that do not tell the digits of a number round it. */
export function parseJson(text) {
	return LONG.test(text) ? JSON.parse(text, (key, value, context) => typeof value === "number" ? whole(value, context?.source ?? "") : value) : JSON.parse(text);
}

/** A text that is not a number is sent unchanged and rejected. */
export function numberOrText(text) {
	const value = Number(text);
	return Number.isNaN(value) ? text : whole(value, text);
}

function whole(value, digits) {
	return Number.isSafeInteger(value) || !WHOLE.test(digits) ? value : BigInt(digits);
}

BigInt.prototype.toJSON = function () {
	return JSON.rawJSON ? JSON.rawJSON(String(this)) : Number(this);
};
