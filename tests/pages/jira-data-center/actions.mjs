/** What the page asks the server for and tells it: `/secure/…` and the board's part of `/rest/`. */
import { boardDetail } from './board.mjs';
import { FIELDS, inputName } from './fields.mjs';
import {
  commentForm,
  editForm,
  fieldGroup,
  linkForm,
  subtaskForm,
  transitionForm,
} from './forms.mjs';
import { issueView } from './issue-view.mjs';
import { ME } from './people.mjs';
import { RESOLUTIONS, transitionsFrom } from './workflow.mjs';

/** @typedef {import('./context.mjs').Context} Context */
/** @typedef {import('./context.mjs').Ticket} Ticket */
/** @typedef {{ status?: number, json?: unknown, html?: string, location?: string, page?: 'edit', refusal?: import('./forms.mjs').Refusal }} Answer */
/** @typedef {(context: Context, ticket: Ticket, query: URLSearchParams, form: URLSearchParams) => Answer} Action */

const REFUSED = 400;

/** @param {URLSearchParams} form @returns {Record<string, string>} what was typed, by field id */
const typedInto = (form) =>
  Object.fromEntries(
    Object.keys(FIELDS)
      .filter((id) => form.has(inputName(id)))
      .map((id) => [id, (form.get(inputName(id)) ?? '').replaceAll('\r\n', '\n')]),
  );

/**
 * What a dialog hears: a message to show, or its form again.
 * @param {Context} context @param {Ticket} ticket @param {import('./forms.mjs').Refusal} outcome
 * @param {(refusal: import('./forms.mjs').Refusal) => import('./context.mjs').Markup} again
 * @returns {Answer}
 */
const settle = ({ say }, { key }, outcome, again) =>
  Object.keys(outcome.errors).length === 0
    ? { json: { message: `${key} ${say('wasUpdated')}` } }
    : { status: REFUSED, html: again(outcome).text };

/** What can be edited in place, in the order of the page. */
const INLINE = Object.keys(FIELDS).filter((id) => FIELDS[id]?.inline !== false);

/** By method and the last part of the path. @type {Record<string, Action>} */
export const ACTIONS = {
  'GET AjaxIssueAction!default.jspa': (context, ticket) => ({
    json: { key: ticket.key, html: issueView(context, ticket).text },
  }),

  'GET AjaxIssueEditAction!default.jspa': (context, ticket) => ({
    json: {
      fields: INLINE.map((id) => ({ id, editHtml: fieldGroup(context, ticket, id).text })),
    },
  }),

  'POST AjaxIssueAction.jspa': (context, ticket, _query, form) => {
    const typed = typedInto(form);
    const errors = context.tracker.submit(ticket.key, typed, context.locale);
    if (Object.keys(errors).length === 0)
      return { json: { key: ticket.key, html: issueView(context, ticket).text } };
    const fields = Object.keys(errors).map((id) => ({
      id,
      editHtml: fieldGroup(context, ticket, id, { typed, errors }).text,
    }));
    return { status: REFUSED, json: { fields } };
  },

  'GET QuickEditIssue!default.jspa': (context, ticket) => ({
    html: editForm(context, ticket, 'dialog').text,
  }),

  'POST QuickEditIssue.jspa': (context, ticket, _query, form) => {
    const typed = typedInto(form);
    const errors = context.tracker.submit(ticket.key, typed, context.locale);
    return settle(context, ticket, { typed, errors }, (refusal) =>
      editForm(context, ticket, 'dialog', refusal),
    );
  },

  'POST EditIssue.jspa': (context, ticket, _query, form) => {
    const typed = typedInto(form);
    const errors = context.tracker.submit(ticket.key, typed, context.locale);
    return Object.keys(errors).length === 0
      ? { location: `/browse/${ticket.key}` }
      : { status: REFUSED, page: 'edit', refusal: { typed, errors } };
  },

  'GET CommentAssignIssue!default.jspa': (context, ticket, query) => {
    const transition = transitionsFrom(String(ticket.fields.status)).find(
      ({ id }) => id === query.get('action'),
    );
    if (!transition) return { status: REFUSED, html: '' };
    return transition.screen
      ? { html: transitionForm(context, ticket, transition).text }
      : { json: { immediate: true } };
  },

  'POST CommentAssignIssue.jspa': (context, ticket, query, form) => {
    const id = query.get('action') ?? '';
    const transition = transitionsFrom(String(ticket.fields.status)).find((one) => one.id === id);
    if (!transition) return { status: REFUSED, html: '' };
    const resolution = form.get('resolution') ?? '';
    const chosen = RESOLUTIONS[Number(resolution) - 1] ?? null;
    const errors = context.tracker.transition(ticket.key, id, chosen, ME);
    return settle(context, ticket, { typed: { resolution }, errors }, (refusal) =>
      transitionForm(context, ticket, transition, refusal),
    );
  },

  'GET QuickCreateIssue!default.jspa': (context, ticket) => ({
    html: subtaskForm(context, ticket).text,
  }),

  'POST QuickCreateIssue.jspa': (context, ticket, _query, form) => {
    const summary = form.get('summary') ?? '';
    const errors = context.tracker.addSubtask(ticket.key, summary, ME);
    return settle(context, ticket, { typed: { summary }, errors }, (refusal) =>
      subtaskForm(context, ticket, refusal),
    );
  },

  'GET LinkJiraIssue!default.jspa': (context, ticket) => ({ html: linkForm(context, ticket).text }),

  'POST LinkJiraIssue.jspa': (context, ticket, _query, form) => {
    const key = form.get('issueKeys') ?? '';
    const errors = context.tracker.relate(ticket.key, key);
    return settle(context, ticket, { typed: { 'jira-issue-keys': key }, errors }, (refusal) =>
      linkForm(context, ticket, refusal),
    );
  },

  'GET AddComment!default.jspa': (context, ticket) => ({ html: commentForm(context, ticket).text }),

  'POST AddComment.jspa': (context, ticket, _query, form) => {
    const comment = form.get('comment') ?? '';
    const errors = context.tracker.comment(ticket.key, comment, ME);
    return settle(context, ticket, { typed: { comment }, errors }, (refusal) =>
      commentForm(context, ticket, refusal),
    );
  },

  'GET details.json': (context, ticket) => ({
    json: { key: ticket.key, html: boardDetail(context, ticket).text },
  }),
};
