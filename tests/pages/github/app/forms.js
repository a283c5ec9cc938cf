/** The server-rendered forms: sent by script, like GitHub's; a refusal stands in the form and nothing else changes. */
import { refresh } from './live.js';

/** @param {string} path @param {URLSearchParams} fields @returns {Promise<string | null>} the refusal, if any */
export async function post(path, fields) {
  const answer = await fetch(path, { method: 'POST', body: fields });
  if (answer.ok) return null;
  const { error } = await answer.json();
  return String(error);
}

/** @param {HTMLFormElement} form @param {string} reason */
function complain(form, reason) {
  const flash = document.createElement('div');
  flash.className = 'flash flash-error my-2';
  flash.textContent = reason;
  form.append(flash);
}

/** @param {SubmitEvent} event */
async function submit(event) {
  const form = event.target;
  if (!(form instanceof HTMLFormElement)) return;
  event.preventDefault();
  const fields = new URLSearchParams(new FormData(form, event.submitter));
  form.querySelector('.flash-error')?.remove();
  const refusal = await post(form.getAttribute('action') ?? '', fields);
  if (refusal !== null) {
    complain(form, refusal);
    return;
  }
  form.reset();
  form.dispatchEvent(new Event('input', { bubbles: true }));
  for (const open of document.querySelectorAll('details[open] form'))
    if (open === form) form.closest('details')?.removeAttribute('open');
  await refresh();
}

/** An empty comment cannot be sent. @param {Event} event */
function allow(event) {
  const form = event.target instanceof Element ? event.target.closest('form') : null;
  const field = form?.querySelector('textarea[name="comment[body]"]');
  const button = form?.querySelector('button[type=submit]');
  if (field && button) button.disabled = field.value.trim() === '';
}

/** Ctrl+Enter (or Cmd+Enter) sends the form that one writes in. @param {KeyboardEvent} event */
function sendByKeys(event) {
  if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
  const field = event.target;
  if (!(field instanceof HTMLTextAreaElement) || !field.classList.contains('js-comment-field'))
    return;
  event.preventDefault();
  if (field.value.trim() !== '') field.form?.requestSubmit();
}

/** Opens a resolved conversation, whose comments come only now, or closes it. @param {Element} thread */
async function toggleResolved(thread) {
  const body = thread.querySelector('[data-target="review-thread-collapsible.body"]');
  const button = thread.querySelector('[data-target="review-thread-collapsible.button"]');
  const url = thread.getAttribute('data-deferred-content-url');
  if (!body || !url) return;
  if (body.innerHTML === '') {
    const answer = await fetch(url);
    body.innerHTML = await answer.text();
  }
  body.hidden = !body.hidden;
  thread.classList.toggle('open', !body.hidden);
  button?.setAttribute('aria-expanded', String(!body.hidden));
}

/** @param {MouseEvent} event */
function click(event) {
  const target = event.target instanceof Element ? event.target : null;
  const collapsible = target
    ?.closest('.review-thread-show-text')
    ?.closest('review-thread-collapsible');
  if (collapsible) toggleResolved(collapsible);
  const reply = target?.closest('.js-toggle-inline-comment-form');
  const box = reply?.parentElement?.querySelector('.inline-comment-form-box');
  if (reply && box) {
    reply.hidden = true;
    box.hidden = false;
    box.querySelector('textarea')?.focus();
  }
}

/** Listens once for the whole page. */
export function listenToForms() {
  document.addEventListener('submit', submit);
  document.addEventListener('input', allow);
  document.addEventListener('keydown', sendByKeys);
  document.addEventListener('click', click);
}
