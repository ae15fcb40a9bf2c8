// The state of this node, from its meters.

import { html, nothing } from "../lib/lit.js";
import { bytes, duration, fixed, milliseconds, number, percent } from "../lib/format.js";
import { samples, sum } from "../lib/meters.js";
import { spark, tile } from "./pieces.js";

export function serviceTiles({ readings, rates, p95, refused, faults }) {
	const now = readings.at(-1);
	const known = (note) => now ? note : faults.meters ? "unknown" : "reading…";
	const reasons = samples(now, "mtdnn_serving_rejected_total").filter((one) => one.value > 0).map((one) => `${one.labels.reason.replaceAll("-", " ")} ${number(one.value)}`).join(", ");
	const free = samples(now, "mtdnn_storage_free_bytes");
	const least = free.length ? Math.min(...free.map((one) => one.value)) : null;
	const reserve = samples(now, "mtdnn_storage_reserve_bytes")[0]?.value;
	return html`<h2>This node</h2>${faults.meters ? html`<p class="quiet">The meters cannot be read: ${faults.meters}</p>` : nothing}<div class="tiles">
		${tile("Answers per second", html`${rates.length ? fixed(rates.at(-1), 1) : "–"}${spark(rates, "answers per second over the last minutes")}`, "since this page was opened")}
		${tile("95th percentile of latency", p95 === null || p95 === undefined ? "–" : milliseconds(1000 * p95), "from request to response")}
		${tile("Rejected", number(refused), known(reasons || "no rejected requests"))}
		${tile("Loaded models", number(sum(now, "mtdnn_serving_models_loaded")), known(bytes(sum(now, "mtdnn_serving_models_memory_bytes"))))}
		${tile("Memory", bytes(sum(now, "mtdnn_memory_resident_bytes")), "of the whole process")}
		${tile("Processor", percent(sum(now, "system_cpu_usage")), known(`of ${number(sum(now, "system_cpu_count"))} cores`))}
		${tile("Free disk", html`<span class=${least !== null && least < 2 * reserve ? "bad" : ""}>${bytes(least)}</span>`, reserve ? `${bytes(reserve)} kept in reserve` : nothing)}
		${tile("Devices", samples(now, "mtdnn_devices_jobs").map((one) => one.labels.device).join(", ") || "–",
			known(samples(now, "mtdnn_devices_jobs").some((one) => one.value > 0) ? "training" : "idle"))}
		${tile("Uptime", duration(sum(now, "process_uptime_seconds")), known(sum(now, "mtdnn_database_up") === 0 ? html`<span class="bad">no database</span>` : "database reachable"))}</div>`;
}
