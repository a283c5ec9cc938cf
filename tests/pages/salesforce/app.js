/**
 * The shell around the record pages: addresses, links, what pages tell it. On live pages Aura does this, outside
 * LWC and in the light DOM; so here it is plain DOM too.
 */

import { OBJECTS, objectOfId } from 'workplace/objectInfo';
import { listRecords, startPolling } from 'workplace/recordData';
import { say } from 'workplace/say';
import { consoleApp, withSettings } from 'workplace/settings';
import { activeWorkspace, openConsole, showConsole } from './shell/console.js';
import { find, make } from './shell/dom.js';
import { closeHover, openHover } from './shell/hover.js';
import { askClosed, openForm } from './shell/modals.js';
import { placeOf, savedText } from './shell/records.js';
import { showStandard } from './shell/standard.js';
import { linked, toast } from './shell/toasts.js';

/** Names of the listed records by id. @type {Map<string, string>} */
const names = new Map();
/** Closes the open form when the address leaves it. @type {(() => void) | null} */
let leaveForm = null;

/** Shows what the address says; `/edit` is the record's page with the form over it. */
function route() {
  closeHover();
  const url = new URL(location.href);
  const place = placeOf(url.pathname);
  (consoleApp ? showConsole : showStandard)(url);
  for (const link of find('.recordList').querySelectorAll('a'))
    link.setAttribute('aria-current', String(link.getAttribute('href') === place?.view));
  leaveForm?.();
  leaveForm = null;
  if (place?.action === 'edit') showForm(place);
}

/** @param {string | URL} href */
function go(href) {
  const url = withSettings(new URL(href, location.href));
  if (url.href !== location.href) history.pushState(null, '', url);
  route();
}

/** @param {import('./shell/records.js').Place} place */
function showForm({ object, id, view }) {
  const end = openForm({
    object,
    id,
    onClose: () => {
      leaveForm = null;
      if (placeOf(location.pathname)?.action === 'edit') go(view);
    },
  });
  leaveForm = end;
}

/** @param {MouseEvent} event */
function followWithoutLoading(event) {
  const link = /** @type {HTMLAnchorElement | undefined} */ (
    event
      .composedPath()
      .find((target) => target instanceof HTMLAnchorElement && target.hasAttribute('href'))
  );
  if (!link || event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey)
    return;
  const url = new URL(link.href);
  if (url.origin !== location.origin) return;
  event.preventDefault();
  const inside = consoleApp && event.composedPath().some((target) => target === find('main'));
  const workspace = activeWorkspace();
  const isTab = link.classList.contains('tabHeader');
  // In a console a record that is opened from another becomes a subtab of it.
  if (inside && !isTab && workspace && workspace !== url.pathname && placeOf(url.pathname))
    url.searchParams.set('ws', workspace);
  go(url);
}

async function fillList() {
  const groups = await Promise.all(
    Object.entries(OBJECTS).map(async ([object, { plural }]) => {
      const group = make('section', '', make('h2', '', say(plural)));
      for (const { id, name } of await listRecords(object)) {
        names.set(id, name);
        const link = /** @type {HTMLAnchorElement} */ (make('a', '', name));
        link.href = `/lightning/r/${object}/${id}/view`;
        group.append(link);
      }
      return group;
    }),
  );
  find('.recordList').replaceChildren(...groups);
}

/** What a page tells the shell, by event. @type {Record<string, (detail: any, target: Element) => void>} */
const TOLD = {
  recordsaved(saved) {
    const href = `/lightning/r/${saved.object}/${saved.id}/view`;
    toast('success', linked(savedText(saved), saved.name, href));
    fillList();
  },
  showtoast: ({ key, text }) => toast(key, [text]),
  askclosed: askClosed,
  previewrecord: (record, target) => openHover(record, target),
  editrecord() {
    const place = placeOf(location.pathname);
    if (!place) return;
    const { object, id, view } = place;
    const background = new URLSearchParams({
      navigationLocation: 'DETAIL',
      backgroundContext: view,
    });
    const workspace = new URL(location.href).searchParams.get('ws');
    if (workspace) background.set('ws', workspace);
    go(`/lightning/r/${object}/${id}/edit?${background}`);
  },
};

for (const [name, tell] of Object.entries(TOLD))
  document.addEventListener(name, (event) => {
    const { detail } = /** @type {CustomEvent} */ (event);
    tell(detail, /** @type {Element} */ (event.composedPath()[0]));
  });
document.addEventListener('click', closeHover);
document.addEventListener('click', followWithoutLoading);
window.addEventListener('popstate', route);

if (consoleApp) {
  openConsole({ go, nameOf: (id) => names.get(id) ?? objectOfId(id) });
  // Tabs carry names.
  fillList().then(route);
} else {
  route();
  fillList().then(route);
}
startPolling();
