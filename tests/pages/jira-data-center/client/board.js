/**
 * The agile board: a click on a card shows its details and changes the address. Others' changes are not drawn in; the
 * board says that there are some and waits for a click on Refresh.
 */
import { reloadBy, showIssue } from './issue.js';
import { load } from './server.js';

/** The product asks less often; a test should not wait for it. */
const POLL_MS = 1_000;

/** The state of the organisation's tickets that this page shows. */
let seen = -1;

const selected = () => new URLSearchParams(location.search).get('selectedIssue');

const rest = '/rest/greenhopper/1.0/xboard';
/** What the board in work shows. */
const BOARD = ['work', 'allData.json'].join('/');

async function board() {
  const { ok, json } = await load(
    `${rest}/${BOARD}?rapidViewId=1&selectedIssue=${selected() ?? ''}`,
  );
  return ok ? json : { revision: seen };
}

/** @param {string} key */
async function showDetail(key) {
  const { ok, json } = await load(`${rest}/issue/details.json?rapidViewId=1&issueIdOrKey=${key}`);
  const panel = document.querySelector('#ghx-detail-view');
  if (!ok || key !== selected()) return;
  if (panel.firstElementChild) showIssue(json.html);
  else panel.innerHTML = json.html;
}

async function show() {
  const key = selected();
  const { revision, columns } = await board();
  document.querySelector('#ghx-board-columns').innerHTML = columns;
  if (key) await showDetail(key);
  else document.querySelector('#ghx-detail-view').replaceChildren();
  document.querySelector('#ghx-update-message').hidden = true;
  seen = revision;
}

async function poll() {
  const { revision } = await board().catch(() => ({ revision: seen }));
  if (revision !== seen) document.querySelector('#ghx-update-message').hidden = false;
  setTimeout(poll, POLL_MS);
}

export async function startBoard() {
  if (!document.querySelector('#ghx-work')) return;
  reloadBy(show);
  document.addEventListener('click', (event) => {
    const card = event.target.closest('.ghx-issue');
    const refresh = event.target.closest('.js-refresh-now');
    const ignore = event.target.closest('.js-ignore-refresh');
    if (card || refresh || ignore) event.preventDefault();
    if (card) {
      const url = new URL(location.href);
      url.searchParams.set('selectedIssue', card.dataset.issueKey);
      history.pushState(null, '', url);
    }
    if (card || refresh) show();
    if (ignore) document.querySelector('#ghx-update-message').hidden = true;
  });
  addEventListener('popstate', show);
  await show();
  poll();
}
