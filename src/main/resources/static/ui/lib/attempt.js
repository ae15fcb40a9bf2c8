// Actions of the user: a failure becomes the page's error.

/** Runs an action. With `busy` in the changes made before it, the page is also painted while the action runs. */
export async function attempt(page, action, changes = {}) {
	Object.assign(page, { error: null, ...changes });
	if (page.busy) {
		page.paint();
	}
	try {
		await action();
	}
	catch (error) {
		page.error = error;
	}
	page.busy = null;
	page.paint();
}

/** Runs an action of a form; the first field at fault is scrolled into view. */
export async function attemptForm(page, action, changes) {
	await attempt(page, action, changes);
	if (page.error) {
		page.visit.view.querySelector('[aria-invalid="true"], .fault, .problem')?.scrollIntoView({ block: "center" });
	}
}
