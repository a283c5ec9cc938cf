/**
 * The shell around the record pages: navigation, containers, toasts. On live pages Aura does this, outside LWC
 * and in the light DOM; so here it is plain DOM too.
 */
import { createElement } from 'lwc';
import RecordHome from 'one/recordHomeFlexipage2';
import { listRecords, startPolling } from 'workplace/recordData';

const TOAST_MS = 5000;
const RECORD_PATH = /^\/lightning\/r\/(Opportunity|Account)\/([A-Za-z0-9]{15,18})\/view$/;

const find = (/** @type {string} */ selector) =>
  /** @type {HTMLElement} */ (document.querySelector(selector));

/** Containers stay in the document once they were shown, as on live pages. @type {Map<string, HTMLElement>} */
const containers = new Map();

/** @param {string} object @param {string} id */
function recordContainer(object, id) {
  const container = document.createElement('div');
  container.className = 'windowViewMode-normal oneContent oneRecordHomeFlexipage lafPageHost';
  const record = createElement('one-record-home-flexipage2', { is: RecordHome });
  const delayMs = Number(new URLSearchParams(location.search).get('slow') ?? 0);
  Object.assign(record, { recordId: id, objectApiName: object, delayMs });
  record.addEventListener('recordsaved', (event) => {
    const saved = /** @type {CustomEvent<{object: string, name: string}>} */ (event).detail;
    toast(`${saved.object} "${saved.name}" was saved.`);
    fillList();
  });
  container.append(record);
  return container;
}

/** @param {string} heading */
function plainContainer(heading) {
  const container = document.createElement('div');
  container.className = 'windowViewMode-normal oneContent plainPage lafPageHost';
  const title = document.createElement('h1');
  title.textContent = heading;
  container.append(title);
  return container;
}

/** Shows the container of the address, made or kept from before. */
function route() {
  const { pathname } = location;
  let container = containers.get(pathname);
  if (!container) {
    const [, object, id] = RECORD_PATH.exec(pathname) ?? [];
    if (object && id) container = recordContainer(object, id);
    else
      container = plainContainer(
        pathname === '/lightning/page/home' ? 'Home' : "This page isn't here",
      );
    containers.set(pathname, container);
    find('main').append(container);
  }
  for (const other of containers.values()) other.classList.toggle('active', other === container);
  for (const link of document.querySelectorAll('.recordList a')) {
    link.setAttribute('aria-current', String(link.getAttribute('href') === pathname));
  }
}

/** @param {string} text */
function toast(text) {
  const box = document.createElement('div');
  box.className = 'forceToastMessage slds-notify slds-notify_toast slds-theme_success';
  box.dataset.key = 'success';
  const message = document.createElement('span');
  message.className = 'toastMessage forceActionsText';
  message.textContent = text;
  box.append(message);
  find('.toastContainer').append(box);
  setTimeout(() => box.remove(), TOAST_MS);
}

/** @param {MouseEvent} event */
function followWithoutLoading(event) {
  const link = event
    .composedPath()
    .find((target) => target instanceof HTMLAnchorElement && target.hasAttribute('href'));
  if (!link || event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey)
    return;
  const url = new URL(/** @type {HTMLAnchorElement} */ (link).href);
  if (url.origin !== location.origin) return;
  event.preventDefault();
  // A reload must come back in the same shadow mode.
  const shadow = new URLSearchParams(location.search).get('shadow');
  if (shadow) url.searchParams.set('shadow', shadow);
  history.pushState(null, '', url);
  route();
}

async function fillList() {
  const list = find('.recordList');
  const groups = await Promise.all(
    [
      ['Opportunity', 'Opportunities'],
      ['Account', 'Accounts'],
    ].map(async ([object, heading]) => {
      const group = document.createElement('section');
      const title = document.createElement('h2');
      title.textContent = heading;
      group.append(title);
      for (const { id, name } of await listRecords(object)) {
        const link = document.createElement('a');
        link.href = `/lightning/r/${object}/${id}/view`;
        link.textContent = name;
        group.append(link);
      }
      return group;
    }),
  );
  list.replaceChildren(...groups);
  route();
}

document.addEventListener('click', followWithoutLoading);
window.addEventListener('popstate', route);
route();
fillList();
startPolling();
