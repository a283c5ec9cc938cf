/**
 * Links within the site change only what stands in the frame, with a new entry in the history. Afterwards the page
 * says so: `turbo:load` after a visit to another page, `soft-nav:end` after each, a change of tab included.
 */
import { latestPage } from './live.js';
import { remember, serverParts } from './regions.js';

const FRAME = 'repo-content-turbo-frame';

/** @param {string} path @returns {string} what stays the same while one changes the tab */
const subject = (path) => path.split('/').slice(0, 5).join('/');

/**
 * @param {() => void} show puts components into the new content
 * @param {string} from the path that was left
 */
async function load(show, from) {
  const page = await latestPage();
  const fresh = page.getElementById(FRAME);
  const frame = document.getElementById(FRAME);
  if (!fresh || !frame) {
    location.reload();
    return;
  }
  document.title = page.title;
  frame.replaceChildren(...document.importNode(fresh, true).childNodes);
  remember(serverParts(page));
  show();
  if (subject(from) !== subject(location.pathname)) document.dispatchEvent(new Event('turbo:load'));
  document.dispatchEvent(new Event('soft-nav:end'));
}

/** @param {() => void} show */
export function listenToLinks(show) {
  let path = location.pathname;
  document.addEventListener('click', (event) => {
    if (event.defaultPrevented || event.button !== 0 || event.ctrlKey || event.metaKey) return;
    const link = event.target instanceof Element ? event.target.closest('a[href]') : null;
    if (!link || link.origin !== location.origin) return;
    if (
      !/^\/acme\/rocket\/(pull|issues)\/\d+(\/files|\/changes)?$|^\/acme\/rocket\/pulls$/.test(
        link.pathname,
      )
    )
      return;
    if (link.hash !== '' && link.pathname === location.pathname) return;
    event.preventDefault();
    const from = path;
    history.pushState({}, '', link.href);
    path = location.pathname;
    load(show, from);
  });
  addEventListener('popstate', () => {
    const from = path;
    path = location.pathname;
    if (from !== path) load(show, from);
  });
}
