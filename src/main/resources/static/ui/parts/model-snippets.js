// Examples of clients of the model: curl, Java (only the JDK) and Python.

import { html } from "../lib/lit.js";
import { absolute } from "../lib/api.js";
import { copy } from "../lib/files.js";

const REQUESTS = {
	SPAN: ["qa", { question: "Who built the lighthouse?", context: "Marta Lindqvist built the lighthouse in 1874." }],
	CLASSIFICATION: ["classification", { text: "The lighthouse stands on a cliff." }],
	MULTIPLE_CHOICE: ["multiple-choice", { context: "A keeper climbs the stairs of the lighthouse.", choices: ["He lights the lamp.", "He swims in the granite."] }],
	REGRESSION: ["regression", { text: "The lighthouse stands on a cliff.", textPair: "A lighthouse is on the cliff." }],
};

export function snippets(model) {
	const [path, body] = requestOf(model);
	const json = JSON.stringify(body, null, 2);
	const texts = [["curl", curl(path, json)], ["Java", java(path, json)], ["Python", python(path, json)]];
	return html`<section class="card"><h2>Use it</h2>${texts.map(([name, text], at) => html`<details ?open=${at === 0} class="snippet"><summary>${name}</summary>
		<pre data-snippet=${name}>${text}</pre><button class="plain" @click=${(event) => copy(text, event.target)}>Copy</button></details>`)}
		<p class="quiet small">The Java file runs as it is: java Ask.java. If the service requires keys, add the header Authorization: Bearer with a key that has the scope infer.</p></section>`;
}

/** A question if the model answers questions, else an input for its first task. */
function requestOf({ id, aliases, tasks = [] }) {
	const task = tasks.find((one) => one.head === "SPAN") ?? tasks[0];
	const [path, body] = REQUESTS[task?.head] ?? REQUESTS.SPAN;
	const several = tasks.filter((one) => one.head === task?.head).length > 1;
	return [path, { model: aliases?.[0] ?? id, ...(several && { task: task.name }), ...body }];
}

function curl(path, json) {
	return `curl -fsS ${absolute(path)} -H 'Content-Type: application/json' -d '${json.replaceAll("'", "'\\''")}'`;
}

function java(path, json) {
	const lines = json.replaceAll("\\", "\\\\").replaceAll('"""', '\\"""').split("\n");
	return `import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

class Ask {

    public static void main(String[] args) throws Exception {
        String body = """
${lines.map((line) => `            ${line}`).join("\n")}
            """;
        HttpRequest request = HttpRequest.newBuilder(URI.create("${absolute(path)}"))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
        HttpResponse<String> answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(answer.body());
        }
        System.out.println(answer.body());
    }

}`;
}

/** JSON strings and lists of them are also valid Python. */
function python(path, json) {
	return `import requests

answer = requests.post("${absolute(path)}", json=${json}, timeout=60)
answer.raise_for_status()
print(answer.json())`;
}
