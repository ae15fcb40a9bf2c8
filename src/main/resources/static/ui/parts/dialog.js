// Confirmations before actions that cannot be undone.

import { html, nothing, render } from "../lib/lit.js";

/** Whether the user agrees; Escape and the other button mean no. */
export function confirmation(question, consequence, yes, { more } = {}) {
	return new Promise((resolve) => {
		const dialog = document.createElement("dialog");
		dialog.setAttribute("aria-labelledby", "dialog-question");
		render(html`<form method="dialog"><h2 id="dialog-question">${question}</h2><p>${consequence}</p>${more ?? nothing}
			<div class="row end"><button class="plain" value="">Keep it as it is</button><button class="danger" value="yes">${yes}</button></div></form>`, dialog);
		dialog.addEventListener("close", () => {
			const form = new FormData(dialog.querySelector("form"));
			dialog.remove();
			resolve(dialog.returnValue === "yes" ? form : null);
		});
		document.body.append(dialog);
		dialog.showModal();
	});
}
