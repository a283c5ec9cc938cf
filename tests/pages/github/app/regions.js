/**
 * The parts of a page that the server renders and that change while the page is open. What the server last sent is
 * remembered, so that only what changed is replaced, as on GitHub: a whole timeline never flickers for one comment.
 */

const PARTS = [
  '#partial-discussion-header',
  '#repo-content-turbo-frame .js-issues-results > .tabnav',
  '#partial-pull-merging',
  '#partial-discussion-sidebar',
  '#files_bucket',
];

/** What the server last sent, by region. @type {Map<string, string>} */
const sent = new Map();

/** @param {Document | DocumentFragment} root @returns {Map<string, Element>} */
function regionsOf(root) {
  const found = new Map();
  for (const selector of PARTS) {
    const element = root.querySelector(selector);
    if (element) found.set(selector, element);
  }
  for (const item of root.querySelectorAll('.js-timeline-item'))
    found.set(`item ${item.getAttribute('data-gid')}`, item);
  return found;
}

/** In the new view the timeline comes in a template. @param {Document} page @returns {Document | DocumentFragment} */
export function serverParts(page) {
  const template = page.querySelector('template#rails-timeline');
  return template ? template.content : page;
}

/** Remembers what stands on the page now, as the server sent it. @param {Document | DocumentFragment} root */
export function remember(root) {
  sent.clear();
  for (const [name, element] of regionsOf(root)) sent.set(name, element.outerHTML);
}

/** @param {Element | null} element @returns {boolean} whether somebody is writing in it */
const inUse = (element) =>
  [...(element?.querySelectorAll('textarea') ?? [])].some((field) => field.value !== '');

/**
 * Puts what changed onto the page.
 * @param {Document | DocumentFragment} latest
 * @returns {boolean} whether all of it could be put there; a part that somebody writes in has to wait
 */
export function update(latest) {
  const here = regionsOf(document);
  const list = document.querySelector('.js-discussion');
  const wanted = regionsOf(latest);
  let complete = true;
  let last = null;
  for (const [name, element] of wanted) {
    const isItem = name.startsWith('item ');
    const current = here.get(name) ?? null;
    const html = element.outerHTML;
    if (current && sent.get(name) !== html) {
      if (inUse(current)) complete = false;
      else {
        const fresh = document.importNode(element, true);
        current.replaceWith(fresh);
        here.set(name, fresh);
        sent.set(name, html);
      }
    } else if (!current && (isItem ? list : name === '#partial-pull-merging')) {
      const fresh = document.importNode(element, true);
      if (!isItem) document.querySelector('.discussion-timeline-actions')?.prepend(fresh);
      else if (last) last.after(fresh);
      else list?.prepend(fresh);
      here.set(name, fresh);
      sent.set(name, html);
    }
    if (isItem) last = here.get(name) ?? last;
  }
  for (const [name, element] of here) {
    if (name.startsWith('item ') && !wanted.has(name)) {
      element.remove();
      sent.delete(name);
    }
  }
  return complete;
}
