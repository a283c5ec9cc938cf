// What the alternatives of a plan hold on to, and pages without it.

/** @typedef {import('../../../tools/look.mjs').Plan} Plan */
/** @typedef {import('../../../tools/look.mjs').Alternative} Alternative */
/** `mark`: an attribute, class or id. `tag`: an element's own name. `label`: a text on the page. */
/** @typedef {{ kind: 'mark' | 'tag' | 'label', hook: string }} Hook */

/** An attribute with its value, a class, an id, or the name of a custom element, within a selector. */
const HOOK =
  /(?<mark>\[\s*[\w-]+\s*(?:[~|^$*]?=\s*(?:"[^"]*"|'[^']*'|[^\]\s]+)(?:\s+[is])?)?\s*\]|[.#](?:[\w-]|\\.)+)|(?<![\w.#:-])(?<tag>[a-z]\w*-[\w-]+)/g;
const TAKEN = 'attribute:';
const GONE = 'renamed';

/** @param {Plan} plan @returns {Alternative[]} every way in which it finds or reads something on the page */
function alternatives(plan) {
  const onPage = (plan.lists ?? []).filter((list) => !list.fetch);
  const probes = [...plan.probes, ...onPage.flatMap((list) => list.probes)];
  return [
    ...plan.root.map((select) => ({ select, take: 'present' })),
    ...onPage.flatMap((list) => list.each),
    ...probes.flatMap((probe) => probe.alternatives),
  ];
}

/** Every hook of a plan, once. @param {Plan} plan @returns {Hook[]} */
export function hooksOf(plan) {
  /** @type {Map<string, Hook>} */
  const hooks = new Map();
  const add = (/** @type {Hook} */ hook) => hooks.set(`${hook.kind} ${hook.hook}`, hook);
  for (const { select, take, label = [], without = '' } of alternatives(plan)) {
    for (const { groups } of `${select} , ${without}`.matchAll(HOOK))
      if (groups?.mark) add({ kind: 'mark', hook: groups.mark });
      else if (groups?.tag) add({ kind: 'tag', hook: groups.tag });
    if (take.startsWith(TAKEN)) add({ kind: 'mark', hook: `[${take.slice(TAKEN.length)}]` });
    for (const hook of label) add({ kind: 'label', hook });
  }
  return [...hooks.values()];
}

/**
 * The plan of a page on which this tag or label has another name. To the reader that is the same as a page
 * whose elements were renamed, and elements cannot be renamed without making their components anew.
 * @param {Plan} plan @param {Hook} hook @returns {Plan}
 */
export function renamed(plan, { kind, hook }) {
  /** @param {string} selector */
  const rename = (selector) =>
    selector.replace(HOOK, (...found) => {
      const { tag } = found.at(-1);
      return tag === hook ? `${hook}-${GONE}` : found[0];
    });
  /** @param {Alternative} way @returns {Alternative} */
  const other = (way) =>
    kind === 'label'
      ? { ...way, ...(way.label && { label: way.label.filter((text) => text !== hook) }) }
      : {
          ...way,
          select: rename(way.select),
          ...(way.without && { without: rename(way.without) }),
        };
  /** @param {Plan['probes']} probes */
  const others = (probes) =>
    probes.map((probe) => ({ ...probe, alternatives: probe.alternatives.map(other) }));
  return {
    ...plan,
    root: kind === 'tag' ? plan.root.map(rename) : plan.root,
    probes: others(plan.probes),
    ...(plan.lists && {
      lists: plan.lists.map((list) => ({
        ...list,
        each: list.each.map(other),
        probes: list.fetch ? list.probes : others(list.probes),
      })),
    }),
  };
}

/**
 * A world of its own beside the page's: frameworks change what the page's scripts see of the document.
 * @param {import('playwright-core').Page} page
 */
export async function besidePage(page) {
  const session = await page.context().newCDPSession(page);
  const { frameTree } = await session.send('Page.getFrameTree');
  const { executionContextId: contextId } = await session.send('Page.createIsolatedWorld', {
    frameId: frameTree.frame.id,
    worldName: 'hooks',
  });
  /** @param {(hook: string) => number} run @param {string} hook @returns {Promise<number>} */
  async function evaluate(run, hook) {
    const expression = `(${run})(${JSON.stringify(hook)})`;
    const { result, exceptionDetails } = await session.send('Runtime.evaluate', {
      expression,
      contextId,
      returnByValue: true,
    });
    if (exceptionDetails)
      throw new Error(
        `${hook}: ${exceptionDetails.exception?.description ?? exceptionDetails.text}`,
      );
    return result.value;
  }
  return {
    /** Takes a mark off the whole page. @param {string} mark @returns {Promise<number>} from how many elements */
    takeOff: (mark) => evaluate(takeOff, mark),
    /** Puts back what was taken off. @returns {Promise<number>} */
    putBack: () => evaluate(putBack, ''),
    close: () => session.detach(),
  };
}

/** Runs beside the page, so it may use nothing from around it. @param {string} mark */
function takeOff(mark) {
  /** @type {[Element, string, string][]} */
  const taken = [];
  const attribute =
    mark[0] === '.' ? 'class' : mark[0] === '#' ? 'id' : mark.slice(1).match(/[\w-]+/)?.[0];
  if (!attribute) throw new Error('no mark');
  /** @type {(Document | ShadowRoot)[]} */
  const trees = [document];
  for (const tree of trees)
    for (const element of tree.querySelectorAll('*')) {
      if (element.shadowRoot instanceof ShadowRoot) trees.push(element.shadowRoot);
      if (element.matches(mark))
        taken.push([element, attribute, element.getAttribute(attribute) ?? '']);
    }
  for (const [element, name] of taken)
    if (mark[0] === '.') element.classList.remove(mark.slice(1).replaceAll('\\', ''));
    else element.removeAttribute(name);
  Object.assign(globalThis, { taken });
  return taken.length;
}

/** Runs beside the page, so it may use nothing from around it. */
function putBack() {
  /** @type {[Element, string, string][]} */
  const taken = Reflect.get(globalThis, 'taken') ?? [];
  for (const [element, name, value] of taken) element.setAttribute(name, value);
  Object.assign(globalThis, { taken: [] });
  return taken.length;
}
