/** The tabs of a ticket's activity, and commenting. */
import { issueInView, reloadIssue } from './issue.js';
import { load, save } from './server.js';

/** @param {HTMLAnchorElement} link */
async function showTab(link) {
  const { html } = await load(`${link.pathname}${link.search}&decorator=none`);
  document.querySelector('#issue_actions_container').innerHTML = html;
  for (const item of document.querySelectorAll('#issue-tabs > li')) {
    const active = item.contains(link);
    item.classList.toggle('active', active);
    item.classList.toggle('active-tab', active);
  }
}

async function openComment() {
  const content = document.querySelector('#addcomment .mod-content');
  if (content.querySelector('form')) return;
  const { html } = await load(`/secure/AddComment!default.jspa?id=${issueInView().id}`);
  content.insertAdjacentHTML('beforeend', html);
  content.querySelector('textarea').focus();
}

export function startActivity() {
  document.addEventListener('click', (event) => {
    const tab = event.target.closest('#issue-tabs a');
    const opens = event.target.closest('#footer-comment-button, #comment-issue');
    if (tab || opens) event.preventDefault();
    if (tab) showTab(tab);
    if (opens) openComment();
    const form = event.target.closest('#issue-comment-add');
    if (form && event.target.closest('.cancel')) {
      event.preventDefault();
      form.remove();
    }
  });
  document.addEventListener('submit', async (event) => {
    if (event.target.id !== 'issue-comment-add') return;
    event.preventDefault();
    const { target } = event;
    const { ok, html } = await save(
      target.getAttribute('action'),
      new URLSearchParams(new FormData(target)),
    );
    if (ok) await reloadIssue();
    else target.outerHTML = html;
  });
}
