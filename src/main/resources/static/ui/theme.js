// Sets the colour scheme, chosen or the system's, before anything is painted.
{
	const chosen = localStorage.getItem("mtdnn.scheme");
	if (chosen === "light" || chosen === "dark") {
		document.documentElement.dataset.scheme = chosen;
	}
}
