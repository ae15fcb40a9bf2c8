// How the series of charts look: a dataset has one colour in every chart and run, its metrics differ in their dashes.

const COLOURS = 8;
const KNOWN = ["squad-v2", "swag", "cola", "mrpc", "mnli", "mnli-mismatched"];
const DASHES = ["none", "7 4", "2 3", "10 3 2 3"];
const MORE_DASHES = ["14 3", "14 3 2 3", "14 3 2 3 2 3", "14 3 5 3"];

/** A function from dataset and number of its metric to {colour, dash}; no two series of up to 16 datasets look alike. */
export function seriesStyles(datasets) {
	const places = new Map();
	const taken = new Set();
	for (const dataset of new Set(datasets)) {
		const known = KNOWN.findIndex((name) => name.split("-v")[0] === dataset.replace("sample-", "").split("-v")[0]);
		const place = (known >= 0 && !taken.has(known)) ? known : free(taken);
		places.set(dataset, place);
		taken.add(place);
	}
	return (dataset, metric = 0) => style(places.get(dataset) ?? 0, metric);
}

/** Places of datasets without a colour of their own come after the known ones. */
function free(taken) {
	let place = KNOWN.length;
	while (taken.has(place)) {
		place++;
	}
	return place;
}

function style(place, metric) {
	const dashes = (place < COLOURS) ? DASHES : MORE_DASHES;
	return { colour: `var(--series-${place % COLOURS})`, dash: dashes[metric % dashes.length] };
}
