/** The hooks that an adapter's places hang on, and what a release does to them: it renames one. */

/** @typedef {{ alternatives: { select: string, at?: string }[] }} Probe */

/** An id, a class or an attribute of a selector. */
const HOOK = /#[\w-]+|\.[\w-]+|\[[\w-]+/g;
/** Values of attributes, which may hold what looks like a hook. */
const QUOTED = /"[^"]*"/g;

/**
 * Every hook of the places that are read while nobody presses anything, once.
 * @param {{ root: string[], probes: Probe[], lists?: { each: { select: string }[], probes: Probe[] }[] }} plan
 */
export function hooksOf({ root, probes, lists = [] }) {
  const all = [...probes, ...lists.flatMap((list) => list.probes)];
  const places = all.flatMap(({ alternatives }) => alternatives.filter(({ at }) => !at));
  const selectors = [...places, ...lists.flatMap(({ each }) => each)].map(({ select }) => select);
  const found = [...root, ...selectors].flatMap(
    (select) => select.replace(QUOTED, '').match(HOOK) ?? [],
  );
  return [...new Set(found)].sort();
}

/**
 * Renames a hook all over the page. It runs in the page.
 * @param {string} hook
 * @returns {number} how many elements had it
 */
export function rename(hook) {
  const name = hook.slice(1);
  const [attribute, select] = hook.startsWith('#')
    ? ['id', `#${CSS.escape(name)}`]
    : hook.startsWith('.')
      ? ['class', `.${CSS.escape(name)}`]
      : [name, `[${name}]`];
  const elements = [...document.querySelectorAll(select)];
  const undo = elements.map((element) => [element, element.getAttribute(attribute) ?? '']);
  Reflect.set(globalThis, 'undoRename', { attribute, undo });
  for (const element of elements) {
    if (attribute === 'class') element.classList.replace(name, 'renamed');
    else element.removeAttribute(attribute);
  }
  return elements.length;
}

/** Takes the last renaming back. It runs in the page. */
export function restore() {
  const { attribute, undo } = Reflect.get(globalThis, 'undoRename');
  for (const [element, value] of undo) element.setAttribute(attribute, value);
}
