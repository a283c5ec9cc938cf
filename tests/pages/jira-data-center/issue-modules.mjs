/** The other modules of a ticket's view: links, sub-tasks, people, dates, time tracking, agile. */
import { avatar, icon, lozenge } from './context.mjs';
import { machineInstant, printDate, printInstant } from './dates.mjs';
import { printDuration } from './durations.mjs';
import { CUSTOM } from './fields.mjs';
import { html } from './html.mjs';
import { PEOPLE } from './people.mjs';

/** @typedef {import('./context.mjs').Context} Context */
/** @typedef {import('./context.mjs').Markup} Markup */
/** @typedef {import('./context.mjs').Ticket} Ticket */

/** @param {Context} context @param {string} id @param {string} title @param {unknown} content @param {unknown} [tools] @returns {Markup} */
const module = ({ say }, id, title, content, tools) =>
  html`<div id="${id}" class="module toggle-wrap"><div id="${id}_heading" class="mod-header"><ul class="ops">${tools}</ul><h4 class="toggle-title" id="${id}-label">${say(title)}</h4></div><div class="mod-content">${content}</div></div>`;

/** @param {Context} context @param {Ticket} ticket */
function links(context, ticket) {
  if (ticket.links.length === 0) return null;
  const rows = ticket.links.map(({ kind, key }) => {
    const other = context.tracker.get(key);
    return html`<dl><dt title="${context.say(kind)}">${context.say(kind)}</dt><dd><div><p><span title="${key}: ${other.fields.summary}"><a class="issue-link link-title${other.fields.resolution !== null && ' resolution'}" data-issue-key="${key}" href="/browse/${key}">${key}</a> <span>${other.fields.summary}</span></span></p><ul><li>${icon('priorities', other.fields.priority, context.say(String(other.fields.priority)))}</li><li>${lozenge(context, other.fields.status)}</li></ul></div></dd></dl>`;
  });
  return module(
    context,
    'linkingmodule',
    'links',
    html`<div class="links-container">${rows}</div>`,
  );
}

/** Rows of a table of tickets, with the cells that its columns ask for. @param {Context} context @param {Ticket[]} tickets @param {'stsummary' | 'summary'} summary @returns {Markup} */
export const issueRows = (context, tickets, summary) =>
  html`${tickets.map(({ id, key, type, fields }, index) => {
    const { say, locale } = context;
    const due = fields.duedate;
    return html`<tr id="issuerow${id}" rel="${id}" data-issuekey="${key}" class="issuerow"><td class="stsequence">${index + 1}.</td><td class="issuetype">${icon('issuetypes', type, say(type))}</td><td class="issuekey"><a class="issue-link" data-issue-key="${key}" href="/browse/${key}">${key}</a></td><td class="${summary}"><a class="issue-link" data-issue-key="${key}" href="/browse/${key}">${fields.summary}</a></td><td class="priority">${icon('priorities', fields.priority, say(String(fields.priority)))}</td><td class="status">${lozenge(context, fields.status)}</td><td class="assignee">${fields.assignee === null ? html`<em>${say('unassigned')}</em>` : html`<a class="user-hover" rel="${fields.assignee}" href="/secure/ViewProfile.jspa?name=${fields.assignee}">${PEOPLE[String(fields.assignee)]}</a>`}</td><td class="duedate">${due !== null && due !== undefined && html`<time datetime="${due}">${printDate(String(due), locale)}</time>`}</td></tr>`;
  })}`;

/** @param {Context} context @param {Ticket} ticket */
function subtasks(context, ticket) {
  if (ticket.parent !== null) return null;
  const children = context.tracker.subtasksOf(ticket.key);
  return module(
    context,
    'view-subtasks',
    'subtasks',
    html`<div class="subtask-table-container">${children.length > 0 && html`<table id="issuetable" class="aui"><tbody>${issueRows(context, children, 'stsummary')}</tbody></table>`}</div>`,
    html`<li><a href="/secure/QuickCreateIssue!default.jspa?parentIssueId=${ticket.id}" class="issueaction-create-subtask aui-icon aui-icon-small aui-iconfont-add issueaction-aui-icon" title="${context.say('createSubtask')}">${context.say('createSubtask')}</a></li>`,
  );
}

/** @param {Context} context @param {Ticket} ticket @returns {Markup} */
export const modules = (context, ticket) =>
  html`${links(context, ticket)}${subtasks(context, ticket)}`;

/** @param {Context} context @param {'assignee' | 'reporter'} role @param {string | null} person */
const personLine = ({ say }, role, person) =>
  html`<dl><dt>${say(role)}:</dt><dd><span id="${role}-val" class="view-issue-field">${person === null ? html`<em>${say('unassigned')}</em>` : html`<span class="user-hover" id="issue_summary_${role}_${person}" rel="${person}">${avatar(person)} ${PEOPLE[person]}</span>`}</span></dd></dl>`;

/** @param {Context} context @param {string} word @param {string} id @param {string | null} instant */
const instantLine = ({ say, locale }, word, id, instant) =>
  instant === null
    ? null
    : html`<dl class="dates"><dt>${say(word)}:</dt><dd class="date user-tz" title="${printInstant(instant, locale)}"><span data-name="${say(word)}" id="${id}" data-fieldtype="datetime"><time class="livestamp" datetime="${machineInstant(instant)}">${printInstant(instant, locale)}</time></span></dd></dl>`;

/** Jira leaves out a due date that is not set. @param {Context} context @param {Ticket} ticket @param {Markup} pencil */
function dates(context, ticket, pencil) {
  const { say, locale } = context;
  const { duedate } = ticket.fields;
  const target = ticket.fields[CUSTOM.targetEnd] ?? null;
  return html`<ul class="item-details"><li>
${duedate !== null && html`<dl class="dates"><dt>${say('duedate')}:</dt><dd class="date user-tz" title="${printDate(String(duedate), locale)}"><span data-name="${say('duedate')}" id="due-date" data-fieldtype="date" class="editable-field inactive" title="${say('clickToEdit')}"><time datetime="${duedate}">${printDate(String(duedate), locale)}</time>${pencil}</span></dd></dl>`}
${instantLine(context, 'created', 'created-val', ticket.created)}${instantLine(context, 'updated', 'updated-val', ticket.updated)}${instantLine(context, 'resolved', 'resolved-date', ticket.resolved)}
${target !== null && html`<dl class="dates"><dt>Target end:</dt><dd class="date user-tz"><span data-name="Target end" id="${CUSTOM.targetEnd}-val" data-fieldtype="datepicker" data-fieldtypecompletekey="com.atlassian.jira.plugin.system.customfieldtypes:datepicker" class="editable-field inactive"><span title="${printDate(String(target), locale)}"><time datetime="${target}">${printDate(String(target), locale)}</time></span>${pencil}</span></dd></dl>`}
</li></ul>`;
}

/** @param {Context} context @param {Ticket} ticket */
function timeTracking({ say }, ticket) {
  const estimate = ticket.fields.timeoriginalestimate ?? null;
  const lines = [
    { part: 'orig', word: 'estimated', value: estimate },
    { part: 'remain', word: 'remaining', value: estimate },
    { part: 'spent', word: 'logged', value: null },
  ];
  return html`<div id="tt_single_table_info">${lines.map(
    ({ part, word, value }) =>
      html`<dl><dt id="tt_single_text_${part}" class="tt_text">${say(word)}:</dt><dd id="tt_single_values_${part}" class="tt_values">${value === null ? say('notSpecified') : printDuration(Number(value))}</dd></dl>`,
  )}</div>`;
}

/** @param {Context} context @param {Ticket} ticket @param {Markup} pencil @returns {Markup} */
export function sideColumn(context, ticket, pencil) {
  const sprint = ticket.fields[CUSTOM.sprint];
  const assignee = ticket.fields.assignee ?? null;
  return html`${module(context, 'peoplemodule', 'people', html`<ul class="item-details" id="peopledetails"><li class="people-details">${personLine(context, 'assignee', assignee === null ? null : String(assignee))}${personLine(context, 'reporter', ticket.reporter)}</li></ul>`)}${module(context, 'datesmodule', 'dates', dates(context, ticket, pencil))}${module(context, 'timetrackingmodule', 'timeTracking', timeTracking(context, ticket))}${sprint !== null && module(context, 'greenhopper-agile-issue-web-panel', 'Agile', html`<dl><dt>Sprint:</dt><dd><a href="/secure/RapidBoard.jspa?rapidView=1">${sprint}</a></dd></dl>`)}`;
}
