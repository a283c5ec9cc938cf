/** Dialogs: editing, transitions with a screen, new sub-tasks, links. The frames are the library's own. */
import { issueInView, reloadIssue } from './issue.js';
import { load, save } from './server.js';

/** @param {string} message */
const flag = (message) => AJS.flag({ type: 'success', body: message, close: 'auto' });

/** @param {string} id @param {string} title @param {string} content */
function showDialog(id, title, content) {
  document.getElementById(id)?.remove();
  document.body.insertAdjacentHTML(
    'beforeend',
    `<section id="${id}" class="aui-dialog2 aui-dialog2-medium aui-layer jira-dialog" role="dialog" hidden><header class="aui-dialog2-header"><h2 class="aui-dialog2-header-main"></h2></header><div class="aui-dialog2-content">${content}</div></section>`,
  );
  const element = document.getElementById(id);
  element.querySelector('h2').textContent = title;
  const dialog = AJS.dialog2(element);
  dialog.show();
  element.addEventListener('submit', async (event) => {
    event.preventDefault();
    const { target } = event;
    const { ok, html, json } = await save(
      target.getAttribute('action'),
      new URLSearchParams(new FormData(target)),
    );
    if (!ok) {
      element.querySelector('.aui-dialog2-content').innerHTML = html;
      return;
    }
    dialog.hide();
    element.remove();
    await reloadIssue();
    flag(json.message);
  });
  element.addEventListener('click', (event) => {
    if (!event.target.closest('.cancel')) return;
    event.preventDefault();
    dialog.hide();
    element.remove();
  });
}

/** @param {string} title */
async function edit(title) {
  const { id } = issueInView();
  const { html } = await load(`/secure/QuickEditIssue!default.jspa?issueId=${id}&decorator=none`);
  showDialog('edit-issue-dialog', title, html);
}

/** @param {URL} url @param {string} title */
async function transition(url, title) {
  const { json, html } = await load(`/secure/CommentAssignIssue!default.jspa${url.search}`);
  const action = url.searchParams.get('action');
  if (!json?.immediate) return showDialog(`workflow-transition-${action}-dialog`, title, html);
  const { ok } = await save(`/secure/CommentAssignIssue.jspa${url.search}`, new URLSearchParams());
  if (ok) await reloadIssue();
}

/** @param {URL} url @param {string} title */
async function createSubtask(url, title) {
  const { html } = await load(url.pathname + url.search);
  showDialog('create-subtask-dialog', title, html);
}

/** @param {URL} url @param {string} title */
async function link(url, title) {
  const { html } = await load(url.pathname + url.search);
  showDialog('link-issue-dialog', title, html);
}

/** What opens a dialog, and which. @type {[selector: string, open: (url: URL, title: string) => unknown][]} */
const TRIGGERS = [
  ['#edit-issue', (_url, title) => edit(title)],
  ['.issueaction-workflow-transition', transition],
  ['.issueaction-create-subtask', createSubtask],
  ['.issueaction-link-issue', link],
];

export function startDialogs() {
  document.addEventListener('click', (event) => {
    for (const [selector, open] of TRIGGERS) {
      const trigger = event.target.closest(selector);
      const link = trigger?.matches('a') ? trigger : trigger?.querySelector('a');
      if (!link) continue;
      event.preventDefault();
      open(new URL(link.href), link.textContent.trim());
    }
  });
}
