// The colour scheme: light, dark, or the system's.

const KEY = "mtdnn.scheme";
const SYSTEM = matchMedia("(prefers-color-scheme: dark)");
const listeners = new Set();

export const SCHEMES = ["system", "light", "dark"];

export function scheme() {
	return localStorage.getItem(KEY) ?? "system";
}

export function useScheme(chosen) {
	if (chosen === "system") {
		localStorage.removeItem(KEY);
		delete document.documentElement.dataset.scheme;
	}
	else {
		localStorage.setItem(KEY, chosen);
		document.documentElement.dataset.scheme = chosen;
	}
	listeners.forEach((listener) => listener());
}

export function isDark() {
	return scheme() === "dark" || (scheme() === "system" && SYSTEM.matches);
}

/** Calls back when the scheme has changed; returns a function that ends this. */
export function onScheme(listener) {
	listeners.add(listener);
	return () => listeners.delete(listener);
}

SYSTEM.addEventListener("change", () => listeners.forEach((listener) => listener()));
