// Maps addresses to pages. All choices on a page are part of its address, after "#".

import { watchConnection } from "./lib/connection.js";
import { jobSchema } from "./lib/schema.js";
import { startRouter } from "./lib/router.js";
import { startShell } from "./parts/shell.js";

const SCHEMA_AFTER = 3000;

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
	["datasets", "Datasets", () => import("./pages/datasets.js")],
	["datasets/:id", "Dataset", () => import("./pages/dataset.js")],
	["studies", "Experiments", () => import("./pages/studies.js")],
	["studies/new", "New experiment", () => import("./pages/new-study.js")],
	["studies/:id", "Experiment", () => import("./pages/study.js")],
	["encoders", "Encoders", () => import("./pages/encoders.js")],
	["access", "Access", () => import("./pages/access.js")],
];

const shell = startShell();
// The service builds the schema of plans on the first request, which takes seconds; this way it is ready for the form of a new run.
setTimeout(() => jobSchema().catch(() => {}), SCHEMA_AFTER);
startRouter(ROUTES, document.getElementById("page"), shell.current);
watchConnection();
