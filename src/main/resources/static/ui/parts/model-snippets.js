// How to ask a model from elsewhere: curl, Java, Python.

import { html } from "../lib/lit.js";
import { copy } from "../lib/files.js";

export function snippets(model) {
	const span = model.tasks?.some((task) => task.head === "SPAN") ?? true;
	const body = span ? { model: model.aliases?.[0] ?? model.id, question: "Who built the lighthouse?", context: "Marta Lindqvist built the lighthouse in 1874." }
		: { model: model.aliases?.[0] ?? model.id, task: model.tasks[0].name, text: "The lighthouse stands on a cliff." };
	const path = span ? "/qa" : "/classification";
	const json = JSON.stringify(body, null, 2);
	const texts = [["curl", curl(path, json)], ["Java", java(path, json)], ["Python", python(path, json)]];
	return html`<section class="card"><h2>Use it</h2>${texts.map(([name, text], at) => html`<details ?open=${at === 0} class="snippet"><summary>${name}</summary>
		<pre>${text}</pre><button class="plain" @click=${(event) => copy(text, event.target)}>Copy</button></details>`)}
		<p class="quiet small">With keys, add the header Authorization: Bearer and a key with the scope infer.</p></section>`;
}

function curl(path, json) {
	return `curl -fsS ${location.origin}${path} -H 'Content-Type: application/json' -d '${json.replaceAll("'", "'\\''")}'`;
}

function java(path, json) {
	return `String body = """
${json.split("\n").map((line) => `    ${line}`).join("\n")}
    """;
HttpRequest request = HttpRequest.newBuilder(URI.create("${location.origin}${path}"))
    .header("Content-Type", "application/json")
    .POST(HttpRequest.BodyPublishers.ofString(body))
    .build();
String answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString()).body();`;
}

function python(path, json) {
	return `import requests

answer = requests.post("${location.origin}${path}", json=${json})
answer.raise_for_status()
print(answer.json())`;
}
