/**
 * Editing in place: a click turns a value into a form; the button, Enter or leaving the field saves; the other button or
 * Escape gives up. Leaving without a change gives up too.
 */
import { issueInView, reloadIssue } from './issue.js';
import { load, save } from './server.js';

/** Between two elements of one field the focus is nowhere for a moment. */
const LEAVING_MS = 50;

/** @type {{ element: HTMLElement, id: string, before: string, held: string } | null} */
let editing = null;

const onBoard = () => document.querySelector('#ghx-detail-issue') !== null;

/** @param {string} id */
function selectorOf(id) {
  if (id === 'labels' && !onBoard()) return '#wrap-labels .value';
  if (id === 'duedate' && !onBoard()) return '#due-date';
  return `#${id}-val`;
}

const form = () => editing.element.querySelector('form');
const typed = () => String(new URLSearchParams(new FormData(form())));

/** @param {string} editHtml */
function showForm(editHtml) {
  const { element, id } = editing;
  element.classList.replace('inactive', 'active');
  element.innerHTML = `<form id="${id}-form" class="ajs-dirty-warning-exempt aui" action="#"><div class="inline-edit-fields" tabindex="1">${editHtml}</div><span class="overlay-icon throbber"></span><div class="save-options" tabindex="1"><button type="submit" class="aui-button submit" accesskey="s"><span class="aui-icon aui-icon-small aui-iconfont-success"></span></button><button type="cancel" class="aui-button cancel" accesskey="\`"><span class="aui-icon aui-icon-small aui-iconfont-close-dialog"></span></button></div></form>`;
  element.querySelector('label')?.remove();
  const input = element.querySelector('input, select, textarea');
  input.focus();
  input.select?.();
}

function giveUp() {
  if (!editing) return;
  editing.element.innerHTML = editing.before;
  editing.element.classList.replace('active', 'inactive');
  editing = null;
}

async function submit() {
  if (!editing || editing.element.classList.contains('saving')) return;
  if (typed() === editing.held) return giveUp();
  const { element, id } = editing;
  const body = new URLSearchParams(new FormData(form()));
  body.set('issueId', issueInView().id);
  body.set('singleFieldEdit', 'true');
  body.set('fieldsToForcePresent', id);
  element.classList.add('saving', `saving-${id}`);
  for (const input of form().elements) input.disabled = true;
  const { ok, json } = await save('/secure/AjaxIssueAction.jspa?decorator=none', body);
  element.classList.remove('saving', `saving-${id}`);
  if (ok) {
    editing = null;
    await reloadIssue();
  } else showForm(json.fields[0].editHtml);
}

/** @param {Element} target */
async function edit(target) {
  const { id: issueId } = issueInView();
  const { json } = await load(
    `/secure/AjaxIssueEditAction!default.jspa?decorator=none&issueId=${issueId}`,
  );
  const field = json.fields.find(({ id }) => target.matches(selectorOf(id)));
  if (!field || editing || !target.isConnected) return;
  editing = { element: target, id: field.id, before: target.innerHTML, held: '' };
  showForm(field.editHtml);
  editing.held = typed();
}

export function startInlineEdit() {
  document.addEventListener('click', (event) => {
    const target = event.target.closest('.editable-field.inactive');
    if (target && !event.target.closest('a')) edit(target);
    if (editing?.element.contains(event.target) && event.target.closest('.cancel')) {
      event.preventDefault();
      giveUp();
    }
  });
  document.addEventListener('submit', (event) => {
    if (!editing?.element.contains(event.target)) return;
    event.preventDefault();
    submit();
  });
  document.addEventListener('keydown', (event) => {
    if (editing && event.key === 'Escape') giveUp();
  });
  document.addEventListener('focusout', (event) => {
    if (!editing?.element.contains(event.target)) return;
    const { element } = editing;
    setTimeout(() => {
      if (editing?.element === element && !element.contains(document.activeElement)) submit();
    }, LEAVING_MS);
  });
}
