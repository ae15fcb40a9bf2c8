// Changes a part of the page to new markup in place: what is equal stays, and with it selection, focus and scroll position.

/**
 * Makes the children of an element those of the markup. Children with a data-row are matched by it, others by position;
 * the content of an element with data-kept is left alone.
 */
export function patch(target, markup) {
	const template = document.createElement("template");
	template.innerHTML = markup;
	children(target, template.content);
}

function children(target, source) {
	let old = target.firstChild;
	for (const wanted of [...source.childNodes]) {
		const found = match(old, wanted);
		if (!found) {
			target.insertBefore(wanted, old);
			continue;
		}
		if (found !== old) {
			target.insertBefore(found, old);
		}
		node(found, wanted);
		old = found.nextSibling;
	}
	while (old) {
		const next = old.nextSibling;
		old.remove();
		old = next;
	}
}

/** The first of the children that are left which can become the wanted one. */
function match(old, wanted) {
	const key = wanted.dataset?.row;
	for (let one = old; one; one = key ? one.nextSibling : null) {
		if (one.nodeName === wanted.nodeName && one.dataset?.row === key && one.id === wanted.id) {
			return one;
		}
	}
	return null;
}

function node(found, wanted) {
	if (found.nodeType !== Node.ELEMENT_NODE) {
		if (found.nodeValue !== wanted.nodeValue) {
			found.nodeValue = wanted.nodeValue;
		}
		return;
	}
	attributes(found, wanted);
	if (!wanted.hasAttribute("data-kept")) {
		children(found, wanted);
	}
}

/** What the reader has folded out stays so. */
function attributes(found, wanted) {
	for (const { name } of [...found.attributes]) {
		if (!wanted.hasAttribute(name) && !(name === "open" && found.nodeName === "DETAILS")) {
			found.removeAttribute(name);
		}
	}
	for (const { name, value } of wanted.attributes) {
		if (found.getAttribute(name) !== value) {
			found.setAttribute(name, value);
		}
	}
}
