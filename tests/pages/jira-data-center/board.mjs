/** The agile board: columns of cards, and beside them the detail view of the selected one. */
import { lozenge } from './context.mjs';
import { CUSTOM, FIELDS } from './fields.mjs';
import { html } from './html.mjs';
import { PEOPLE } from './people.mjs';

/** @typedef {import('./context.mjs').Context} Context */
/** @typedef {import('./context.mjs').Markup} Markup */
/** @typedef {import('./context.mjs').Ticket} Ticket */

const COLUMNS = [['To Do'], ['In Progress', 'In Review'], ['Done']];

/** @param {Context} context @param {Ticket} ticket @param {string | undefined} selected */
const card = ({ say }, { key, id, type, fields }, selected) =>
  html`<div class="ghx-issue js-issue${key === selected && ' ghx-selected'}" data-issue-id="${id}" data-issue-key="${key}"><div class="ghx-issue-content"><div class="ghx-key"><span class="ghx-type" title="${say(type)}"></span><a href="/browse/${key}" title="${key}" tabindex="-1" class="ghx-key-link js-key-link js-detailview">${key}</a></div><div class="ghx-summary" title="${fields.summary}">${fields.summary}</div></div></div>`;

/** The columns with their cards. @param {Context} context @param {string | undefined} selected @returns {Markup} */
export function boardColumns(context, selected) {
  const cards = context.tracker.tickets.filter(({ parent }) => parent === null);
  return html`<ul id="ghx-column-headers" class="ghx-columns">${COLUMNS.map((statuses) => html`<li class="ghx-column"><h2>${context.say(statuses[0] ?? '')}</h2></li>`)}</ul><div id="ghx-pool"><ul class="ghx-columns">${COLUMNS.map(
    (statuses) =>
      html`<li class="ghx-column">${cards.filter(({ fields }) => statuses.includes(String(fields.status))).map((one) => card(context, one, selected))}</li>`,
  )}</ul></div>`;
}

/** What the detail view lists, and what a person can edit there. */
const DETAIL = [
  'issuekey',
  'summary',
  'status',
  'priority',
  'assignee',
  'reporter',
  'duedate',
  'labels',
  CUSTOM.sprint,
  CUSTOM.storyPoints,
  'description',
];

/** @param {Context} context @param {Ticket} ticket @param {string} id @returns {unknown} */
function detailValue(context, ticket, id) {
  const value = ticket.fields[id] ?? null;
  switch (id) {
    case 'issuekey':
      return html`<a href="/browse/${ticket.key}">${ticket.key}</a>`;
    case 'status':
      return lozenge(context, value);
    case 'priority':
      return context.say(String(value));
    case 'assignee':
      return value === null ? context.say('unassigned') : PEOPLE[String(value)];
    case 'reporter':
      return PEOPLE[ticket.reporter];
    default:
      return FIELDS[id]?.print(value, context.locale) ?? value;
  }
}

/** @param {string} id */
const detailName = (id) =>
  id === 'issuekey' ? 'key' : id === CUSTOM.sprint ? 'Sprint' : (FIELDS[id]?.name ?? id);

/** @param {Context} context @param {Ticket} ticket @returns {Markup} */
export function boardDetail(context, ticket) {
  const lines = DETAIL.map((id) => {
    const type = id === 'summary' ? 'textarea' : 'undefined';
    const classes = `ghx-fieldtype-${type} ghx-fieldname-${id}`;
    const label = context.say(detailName(id));
    const editable = id in FIELDS;
    return html`<dl class="ghx-detail-list"><dt class="ghx-detail-term ${classes}" title="${label}">${label}:</dt><dd id="${id}-val" class="ghx-detail-description ${classes}${editable && ' editable-field inactive'}"${editable && html` tabindex="0"`} data-field-id="${id}" title="${label}">${detailValue(context, ticket, id)}</dd></dl>`;
  });
  const estimate = ticket.fields.timeoriginalestimate;
  const children = context.tracker.subtasksOf(ticket.key);
  return html`<div id="ghx-detail-contents" class="ghx-detail-contents issue-container"><div id="ghx-detail-issue" class="ghx-detail-issue issue-body-content" data-issueid="${ticket.id}" data-issuekey="${ticket.key}"><div id="ghx-detail-head"><span class="ghx-project">Acme Web</span><div class="ghx-statistic-group"><div class="ghx-detail-statistic ghx-estimate js-estimate">${context.say('estimate')}: ${estimate === null ? '-' : FIELDS.timeoriginalestimate?.print(estimate ?? null, context.locale)}</div></div></div><div id="js-detail-nav-content" class="ghx-detail-nav-content">${lines}${
    children.length > 0 &&
    html`<div class="ghx-container"><table class="aui"><tbody>${children.map(
      ({ key, id, fields }) =>
        html`<tr class="js-subtask-issue" data-issue-key="${key}" data-issue-id="${id}"><td headers="sub-key" class="ghx-nowrap"><a href="/browse/${key}" class="js-detailview ghx-key">${key}</a></td><td headers="sub-summary"><div class="ghx-summary">${fields.summary}</div></td><td headers="sub-status" class="ghx-status">${lozenge(context, fields.status)}</td></tr>`,
    )}</tbody></table></div>`
  }</div></div></div>`;
}

/** @param {Context} context @returns {Markup} the message that somebody else changed the board; shown by the page */
export const boardMessage = ({ say }) =>
  html`<div id="ghx-update-message" class="ghx-tv-message" hidden><p>${say('boardUpdated')}: <a href="" class="js-refresh-now">${say('refresh')}</a><span class="ghx-divider">&bull;</span><a href="" class="js-ignore-refresh">${say('ignore')}</a></p></div>`;
