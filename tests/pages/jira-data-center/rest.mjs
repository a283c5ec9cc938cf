/** `GET /rest/api/2/issue/KEY`: the ticket as Jira's REST interface tells it, always in English and in ISO dates. */
import { restInstant } from './dates.mjs';
import { CUSTOM, FIELDS } from './fields.mjs';
import { PEOPLE } from './people.mjs';
import { STATUSES } from './workflow.mjs';

/** @typedef {import('./tickets.mjs').Ticket} Ticket */
/** @typedef {import('./fields.mjs').Value} Value */

/** Names that the changelog uses instead of a field's id. @type {Record<string, string>} */
const LOGGED_AS = { labels: 'labels', [CUSTOM.sprint]: 'Sprint' };

/** @param {unknown} name */
const person = (name) =>
  name === null || name === undefined
    ? null
    : { name, key: name, displayName: PEOPLE[String(name)], active: true };

/** @param {import('./tracker.mjs').Tracker} tracker @param {Ticket} ticket @returns {Record<string, unknown>} */
function fieldsOf(tracker, ticket) {
  const { status, priority, resolution, assignee, labels, ...rest } = ticket.fields;
  return {
    ...rest,
    issuetype: { name: ticket.type, subtask: ticket.parent !== null },
    status: { name: status, statusCategory: { key: STATUSES[String(status)]?.category } },
    priority: { name: priority },
    resolution: resolution === null ? null : { name: resolution },
    assignee: person(assignee),
    reporter: person(ticket.reporter),
    labels: String(labels ?? '')
      .split(' ')
      .filter(Boolean),
    created: restInstant(ticket.created),
    updated: restInstant(ticket.updated),
    resolutiondate: ticket.resolved && restInstant(ticket.resolved),
    subtasks: tracker.subtasksOf(ticket.key).map(({ id, key }) => ({ id: String(id), key })),
    issuelinks: ticket.links.map(({ kind, key }) => ({
      type: { outward: kind },
      outwardIssue: { key },
    })),
    comment: {
      comments: ticket.comments.map(({ id, author, created, body }) => ({
        id: String(id),
        author: person(author),
        created: restInstant(created),
        body,
      })),
      total: ticket.comments.length,
    },
  };
}

/** Dates go into the changelog with an hour that means nothing. @param {string} field @param {Value} value */
const logged = (field, value) =>
  value === null ? null : FIELDS[field]?.edit === 'date' ? `${value} 00:00:00.0` : String(value);

/** @param {import('./tickets.mjs').Change} change */
function item({ field, from, to }) {
  const custom = field.startsWith('customfield_');
  return {
    field: LOGGED_AS[field] ?? (custom ? FIELDS[field]?.name : field),
    fieldtype: custom ? 'custom' : 'jira',
    from: from === null ? null : String(from),
    fromString: logged(field, from),
    to: to === null ? null : String(to),
    toString: logged(field, to),
  };
}

/** @param {import('./tracker.mjs').Tracker} tracker @param {Ticket} ticket @param {URLSearchParams} query */
export function restIssue(tracker, ticket, query) {
  const wanted = query.get('fields')?.split(',');
  const all = fieldsOf(tracker, ticket);
  const fields =
    !wanted || wanted.includes('*all')
      ? all
      : Object.fromEntries(Object.entries(all).filter(([name]) => wanted.includes(name)));
  const expanded = query.get('expand')?.split(',').includes('changelog');
  return {
    expand: 'renderedFields,names,schema,operations,editmeta,changelog,versionedRepresentations',
    id: String(ticket.id),
    key: ticket.key,
    self: `https://jira.acme.example/rest/api/2/issue/${ticket.id}`,
    fields,
    ...(expanded && {
      changelog: {
        startAt: 0,
        maxResults: ticket.history.length,
        total: ticket.history.length,
        histories: ticket.history.map(({ id, author, created, changes }) => ({
          id: String(id),
          author: person(author),
          created: restInstant(created),
          items: changes.map(item),
        })),
      },
    }),
  };
}
