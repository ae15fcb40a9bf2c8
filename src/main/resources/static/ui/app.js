// The pages by their addresses. Everything that can be chosen on a page is in its address, behind "#".

import { watchConnection } from "./lib/connection.js";
import { startRouter } from "./lib/router.js";
import { startShell } from "./parts/shell.js";

const ROUTES = [
	["", "Overview", () => import("./pages/overview.js")],
	["runs", "Runs", () => import("./pages/runs.js")],
	["runs/:id", "Run", () => import("./pages/run.js")],
	["compare", "Compare runs", () => import("./pages/compare.js")],
	["new", "New run", () => import("./pages/new.js")],
	["models", "Models", () => import("./pages/models.js")],
	["models/:id", "Model", () => import("./pages/model.js")],
	["ask", "Ask", () => import("./pages/ask.js")],
	["comparison", "Comparison of answers", () => import("./pages/comparison.js")],
	["encoders", "Encoders", () => import("./pages/encoders.js")],
	["access", "Access", () => import("./pages/access.js")],
];

const shell = startShell();
startRouter(ROUTES, document.getElementById("page"), shell.current);
watchConnection();
