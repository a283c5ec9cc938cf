/** The ticket in view, wherever the page shows it, and how to show it anew. */
import { load } from './server.js';

/** The element that holds a ticket's view, in the full page, the split view and on the board. */
const VIEW = '#issue-content, #ghx-detail-contents';

/** @type {() => Promise<void>} */
let reload = async () => {
  const { json } = await load(`/secure/AjaxIssueAction!default.jspa?issueKey=${issueInView().key}`);
  showIssue(json.html);
};

/** Says how else the view is shown anew. @param {() => Promise<void>} how */
export const reloadBy = (how) => {
  reload = how;
};

export const reloadIssue = () => reload();

export function issueInView() {
  const board = document.querySelector('#ghx-detail-issue');
  if (board) return { id: board.dataset.issueid, key: board.dataset.issuekey };
  const link = document.querySelector('#key-val');
  return { id: link.getAttribute('rel'), key: link.dataset.issueKey };
}

/** Replaces the view by what the server sent. @param {string} html */
export function showIssue(html) {
  const view = document.querySelector(VIEW);
  const holder = document.createElement('template');
  holder.innerHTML = html;
  view.replaceWith(holder.content);
}
