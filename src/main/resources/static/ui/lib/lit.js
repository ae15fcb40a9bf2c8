// The parts of lit-html that the pages use. Only pom.xml states its version.

export { html, nothing, render, svg } from "../../webjars/lit-html/lit-html.js";
export { repeat } from "../../webjars/lit-html/directives/repeat.js";
export { live } from "../../webjars/lit-html/directives/live.js";
export { ref } from "../../webjars/lit-html/directives/ref.js";
export { keyed } from "../../webjars/lit-html/directives/keyed.js";
