// Before anything is painted: the colour scheme that was chosen, else the system's.
{
	const chosen = localStorage.getItem("mtdnn.scheme");
	if (chosen === "light" || chosen === "dark") {
		document.documentElement.dataset.scheme = chosen;
	}
}
