// The key of this tab: which one is used, another one, none.

import { currentKey } from "./api.js";
import { keyForm } from "./html.js";

export function keyPage({ view }) {
	view.innerHTML = `<h1>API key</h1><div class="card"><p>${currentKey()
		? "This tab calls the service with a key. It is kept until the tab is closed."
		: "This tab calls the service without a key. A service that is open needs none."}</p>${keyForm()}</div>`;
}
