/** The issue navigator: a click in the list shows that ticket beside it and changes the address, without a page load. */
import { showIssue } from './issue.js';
import { load } from './server.js';

/** Counts the tickets that were asked for; only the last one's answer is shown. */
let asked = 0;

/** @param {string} key */
async function select(key) {
  asked += 1;
  const mine = asked;
  for (const item of document.querySelectorAll('.issue-list > li'))
    item.classList.toggle('focused', item.dataset.key === key);
  const { ok, json } = await load(`/secure/AjaxIssueAction!default.jspa?issueKey=${key}`);
  if (!ok || mine !== asked) return;
  const panel = document.querySelector('.detail-panel');
  if (panel.firstElementChild) showIssue(json.html);
  else panel.innerHTML = json.html;
}

const keyOfAddress = () => /^\/browse\/([A-Z]+-\d+)/.exec(location.pathname)?.[1];

export function startSplitView() {
  const list = document.querySelector('.split-view .issue-list');
  if (!list) return;
  list.addEventListener('click', (event) => {
    const link = event.target.closest('.splitview-issue-link');
    if (!link || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    history.pushState(null, '', link.href);
    select(link.dataset.issueKey);
  });
  addEventListener('popstate', () =>
    select(keyOfAddress() ?? list.querySelector('li')?.dataset.key ?? ''),
  );
  const first = list.querySelector('.focused')?.dataset.key;
  if (first) select(first);
}
