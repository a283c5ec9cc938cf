/** Inputs and forms, as the server sends them for inline editing, dialogs and the edit page. */
import { CUSTOM, FIELDS, inputName } from './fields.mjs';
import { html } from './html.mjs';
import { TOKEN } from './session.mjs';
import { PRIORITIES, RESOLUTIONS } from './workflow.mjs';

/** @typedef {import('./context.mjs').Context} Context */
/** @typedef {import('./context.mjs').Markup} Markup */
/** @typedef {import('./context.mjs').Ticket} Ticket */
/** What was typed and what is wrong with it, by field id. @typedef {{ typed: Record<string, string>, errors: Record<string, string> }} Refusal */

/** @type {Refusal} */
const NOTHING_REFUSED = { typed: {}, errors: {} };

/** @param {Context} context @param {string | undefined} error @param {string} id @returns {Markup | undefined} */
const errorLine = ({ say }, error, id) =>
  error === undefined ? undefined : html`<div class="error" data-field="${id}">${say(error)}</div>`;

/** @param {Context} context @param {string} name @param {string[]} values @param {string} chosen its number, from 1 */
const choice = ({ say }, name, values, chosen) =>
  html`<select class="select" id="${name}" name="${name}">${values.map(
    (value, index) =>
      html`<option value="${index + 1}"${chosen === String(index + 1) && html` selected`}>${say(value)}</option>`,
  )}</select>`;

/** @param {Context} context @param {string} id @param {string} text @returns {Markup} */
function control(context, id, text) {
  const name = inputName(id);
  switch (FIELDS[id]?.edit) {
    case 'choice':
      return choice(context, name, PRIORITIES, text);
    case 'text':
      return html`<textarea class="textarea long-field" id="${name}" name="${name}" rows="5">${text}</textarea>`;
    case 'labels':
      return html`<textarea class="textarea" id="labels-textarea" name="${name}" rows="1">${text}</textarea>`;
    case 'date':
      return html`<input class="text medium-field" id="${name}" name="${name}" type="text" value="${text}"><a href="#" id="${name}-trigger" tabindex="-1"><span class="aui-icon aui-icon-small aui-iconfont-calendar"></span></a>`;
    default:
      return html`<input class="text long-field" id="${name}" name="${name}" type="text" value="${text}">`;
  }
}

/** @param {Context} context @param {Ticket} ticket @param {string} id @param {Refusal} [refusal] @returns {Markup} */
export function fieldGroup(context, ticket, id, refusal = NOTHING_REFUSED) {
  const field = FIELDS[id];
  if (!field) throw new Error(`There is no field ${id}.`);
  const text = refusal.typed[id] ?? field.form(ticket.fields[id] ?? null, context.locale);
  return html`<div class="field-group"><label for="${inputName(id)}">${context.say(field.name)}</label>${control(context, id, text)}${errorLine(context, refusal.errors[id], id)}</div>`;
}

/** The fields of the edit screen, in its order. */
const EDIT_SCREEN = [
  'summary',
  'priority',
  'duedate',
  'labels',
  'timeoriginalestimate',
  'description',
  CUSTOM.storyPoints,
  CUSTOM.rootCause,
  CUSTOM.acceptanceCriteria,
  CUSTOM.targetEnd,
];

/**
 * @param {Context} context @param {{ id: string, action: string, submit: string, cancel?: string, label: string }} form
 * @param {Markup[]} groups
 */
const shell = ({ say }, { id, action, submit, cancel, label }, groups) =>
  html`<form id="${id}" class="aui" action="${action}" method="post"><input type="hidden" name="atl_token" value="${TOKEN}"><div class="form-body">${groups}</div><div class="buttons-container form-footer"><div class="buttons"><input class="aui-button aui-button-primary" id="${submit}" type="submit" value="${say(label)}"> <a href="#" class="aui-button aui-button-link cancel"${cancel && html` id="${cancel}"`}>${say('cancel')}</a></div></div></form>`;

/** The form of the edit dialog and, with other names, of the edit page. @param {Context} context @param {Ticket} ticket @param {'dialog' | 'page'} where @param {Refusal} [refusal] @returns {Markup} */
export function editForm(context, ticket, where, refusal) {
  const groups = EDIT_SCREEN.map((id) => fieldGroup(context, ticket, id, refusal));
  return shell(
    context,
    where === 'dialog'
      ? {
          id: 'edit-issue-form',
          action: `/secure/QuickEditIssue.jspa?issueId=${ticket.id}&decorator=none`,
          submit: 'edit-issue-submit',
          label: 'update',
        }
      : {
          id: 'issue-edit',
          action: `/secure/EditIssue.jspa?id=${ticket.id}`,
          submit: 'issue-edit-submit',
          label: 'update',
        },
    groups,
  );
}

/** @param {Context} context @param {Ticket} ticket @param {import('./workflow.mjs').Transition} transition @param {Refusal} [refusal] @returns {Markup} */
export const transitionForm = (context, ticket, transition, refusal = NOTHING_REFUSED) =>
  shell(
    context,
    {
      id: 'issue-workflow-transition',
      action: `/secure/CommentAssignIssue.jspa?id=${ticket.id}&action=${transition.id}`,
      submit: 'issue-workflow-transition-submit',
      cancel: 'issue-workflow-transition-cancel',
      label: transition.name,
    },
    [
      html`<div class="field-group"><label for="resolution">${context.say('resolution')}</label>${choice(context, 'resolution', RESOLUTIONS, refusal.typed.resolution ?? '1')}${errorLine(context, refusal.errors.resolution, 'resolution')}</div>`,
    ],
  );

/** @param {Context} context @param {Ticket} parent @param {Refusal} [refusal] @returns {Markup} */
export const subtaskForm = (context, parent, refusal = NOTHING_REFUSED) =>
  shell(
    context,
    {
      id: 'create-subtask-form',
      action: `/secure/QuickCreateIssue.jspa?parentIssueId=${parent.id}&decorator=none`,
      submit: 'create-issue-submit',
      label: 'create',
    },
    [
      html`<div class="field-group"><label for="summary">${context.say('summary')}</label><input class="text long-field" id="summary" name="summary" type="text" value="${refusal.typed.summary}">${errorLine(context, refusal.errors.summary, 'summary')}</div>`,
    ],
  );

/** Which ticket to link; Jira lets people choose among several. @param {Context} context @param {Ticket} ticket @param {Refusal} [refusal] @returns {Markup} */
export const linkForm = (context, ticket, refusal = NOTHING_REFUSED) =>
  shell(
    context,
    {
      id: 'link-jira-issue',
      action: `/secure/LinkJiraIssue.jspa?id=${ticket.id}`,
      submit: 'link-issue-submit',
      label: 'link',
    },
    [
      html`<div class="field-group"><label for="link-type">${context.say('link')}</label>${choice(context, 'link-type', ['relates'], '1')}</div>`,
      html`<div class="field-group"><label for="jira-issue-keys-textarea">${context.say('linkTo')}</label><textarea class="textarea" id="jira-issue-keys-textarea" name="issueKeys" rows="1">${refusal.typed['jira-issue-keys']}</textarea>${errorLine(context, refusal.errors['jira-issue-keys'], 'jira-issue-keys')}</div>`,
    ],
  );

/** @param {Context} context @param {Ticket} ticket @param {Refusal} [refusal] @returns {Markup} */
export const commentForm = (context, ticket, refusal = NOTHING_REFUSED) =>
  shell(
    context,
    {
      id: 'issue-comment-add',
      action: `/secure/AddComment.jspa?id=${ticket.id}`,
      submit: 'issue-comment-add-submit',
      label: 'add',
    },
    [
      html`<div class="field-group"><textarea class="textarea long-field" id="comment" name="comment" rows="4">${refusal.typed.comment}</textarea>${errorLine(context, refusal.errors.comment, 'comment')}</div>`,
    ],
  );
