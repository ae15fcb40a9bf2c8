// All nodes of the service with their roles, devices and state, from their heartbeats.

import { html, nothing } from "../lib/lit.js";
import { bytes, fixed, number, percent } from "../lib/format.js";
import { time } from "./pieces.js";

/** Its space is reserved until the nodes are known. */
export function nodesTable(nodes, fault) {
	return html`<section class="card nodes"><h2>Nodes</h2>${nodes?.length ? html`<div class="scroll" tabindex="0" role="region" aria-label="Nodes"><table class="stack"><thead><tr><th>Node</th><th>State</th><th>Roles</th><th>Devices</th>
		<th class="number">Processor</th><th class="number">Memory</th><th class="number">Free disk</th><th class="number">Answers/s</th><th class="number">Rejected</th></tr></thead>
		<tbody>${nodes.map(row)}</tbody></table></div>` : html`<p class="quiet">${fault ? `The nodes cannot be read: ${fault}` : nodes ? "No node has written a heartbeat yet." : "Reading the nodes…"}</p>`}</section>`;
}

function row({ name, host, roles, version, startedAt, seenAt, lost, facts }) {
	return html`<tr><td class="name">${name}<div class="quiet small plainly">${host === name ? nothing : html`${host}, `}${version ? html`${version}, ` : nothing}up since ${time(startedAt)}</div></td>
		<td data-label="State">${lost ? html`<span class="bad">lost, last seen ${time(seenAt)}</span>` : html`<span class="good">up</span>`}</td>
		<td data-label="Roles">${roles.join(", ")}</td>
		<td data-label="Devices">${facts.devices.length ? facts.devices.map((device) => html`<div>${device.name} ${device.jobs ? html`<span class="tag">training${device.jobs > 1 ? ` ${device.jobs}` : nothing}</span>` : html`<span class="quiet small">free</span>`}</div>`) : "–"}</td>
		<td class="number" data-label="Processor">${percent(facts.processorShare)}${facts.processors ? html` <span class="quiet small">of ${number(facts.processors)}</span>` : nothing}</td>
		<td class="number" data-label="Memory">${bytes(facts.memoryBytes)}</td><td class="number" data-label="Free disk">${bytes(facts.freeDiskBytes)}</td>
		<td class="number" data-label="Answers/s">${roles.includes("serving") ? fixed(facts.answersPerSecond, 1) : "–"}</td><td class="number" data-label="Rejected">${roles.includes("serving") ? number(facts.refused) : "–"}</td></tr>`;
}
