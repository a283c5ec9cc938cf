/** The documented REST API, version 3, as far as the page and a reader of the changelog need it. */
import { readBody, sendJson } from '../../workplace/http.mjs';
import {
  ACCEPTANCE_CRITERIA,
  durationOf,
  PRIORITIES,
  RESOLUTIONS,
  ROOT_CAUSE,
  SPRINT,
  START_DATE,
  STATUSES,
  STORY_POINTS,
  secondsOf,
} from './issue-fields.mjs';
import { ME, personOf } from './people.mjs';

/** @typedef {import('node:http').IncomingMessage} Request */
/** @typedef {import('node:http').ServerResponse} Response */
/** @typedef {import('./issue-data.mjs').Issue} Issue */
/** @typedef {import('./issue-fields.mjs').FieldValue} FieldValue */
/** @typedef {Record<string, any>} Json */

const ORIGIN = 'https://acme.atlassian.net';
const BASE = '/rest/api/3';
const CATEGORY_KEYS = /** @type {Record<number, string>} */ ({
  2: 'new',
  3: 'done',
  4: 'indeterminate',
});

/** @param {FieldValue | undefined} text @returns {Json | null} the document format that rich text has in version 3 */
function documentOf(text) {
  if (typeof text !== 'string') return null;
  const content = text
    .split('\n')
    .map((line) => ({ type: 'paragraph', content: [{ type: 'text', text: line }] }));
  return { type: 'doc', version: 1, content };
}

/** @param {Json | null} document @returns {string | null} */
function textOf(document) {
  if (document === null) return null;
  /** @type {string[]} */
  const lines = document.content.map((/** @type {Json} */ block) =>
    (block.content ?? []).map((/** @type {Json} */ node) => node.text ?? '').join(''),
  );
  return lines.join('\n') || null;
}

/** @param {{ id: string, name: string }[]} choices @param {FieldValue | undefined} id */
const choice = (choices, id) => choices.find((one) => one.id === id) ?? null;

/** @param {FieldValue | undefined} id @returns {Json | null} */
function statusOf(id) {
  const status = STATUSES.find((one) => one.id === id);
  if (!status) return null;
  const { name, category } = status;
  return { id: status.id, name, statusCategory: { id: category, key: CATEGORY_KEYS[category] } };
}

/** @param {Issue['comments'][number]} comment @returns {Json} */
const commentOf = ({ id, author, created, text }) => ({
  id,
  author,
  created,
  updated: created,
  body: documentOf(text),
});

/** @param {Issue} issue @returns {Json} what a list or a link tells of it */
const brief = (issue) => ({
  id: issue.id,
  key: issue.key,
  fields: {
    summary: issue.fields.summary,
    status: statusOf(issue.fields.status),
    priority: choice(PRIORITIES, issue.fields.priority),
    issuetype: { name: issue.type, subtask: issue.type === 'Sub-task' },
  },
});

/** @param {Issue} issue @param {import('./issues.mjs').Issues} issues @returns {Json} */
function allFields(issue, issues) {
  const { fields } = issue;
  const parent = issue.parent ? issues.get(issue.parent) : undefined;
  const seconds = /** @type {number | null} */ (fields.timeoriginalestimate ?? null);
  return {
    ...brief(issue).fields,
    description: documentOf(fields.description),
    resolution: choice(RESOLUTIONS, fields.resolution),
    assignee: personOf(/** @type {string | null} */ (fields.assignee ?? null)),
    reporter: issue.reporter,
    created: issue.created,
    updated: issue.histories.at(-1)?.created ?? issue.created,
    duedate: fields.duedate,
    labels: fields.labels,
    timeoriginalestimate: seconds,
    timetracking: seconds === null ? {} : { originalEstimate: durationOf(seconds) },
    [START_DATE]: fields[START_DATE],
    [STORY_POINTS]: fields[STORY_POINTS],
    [SPRINT]: issue.sprint ? [{ id: 14, name: issue.sprint, state: 'active' }] : null,
    [ROOT_CAUSE]: fields[ROOT_CAUSE],
    [ACCEPTANCE_CRITERIA]: documentOf(fields[ACCEPTANCE_CRITERIA]),
    parent: parent ? brief(parent) : undefined,
    subtasks: issues
      .all()
      .filter((one) => one.parent === issue.key)
      .map(brief),
    issuelinks: issue.links.map(({ type, key }, index) => {
      const other = issues.get(key);
      return {
        id: `${issue.id}${index}`,
        type: { outward: type },
        outwardIssue: other && brief(other),
      };
    }),
    comment: { comments: issue.comments.map(commentOf), total: issue.comments.length },
  };
}

/**
 * @param {Issue} issue
 * @param {import('./issues.mjs').Issues} issues
 * @param {URLSearchParams} query
 * @returns {Json}
 */
function issueOf(issue, issues, query) {
  const wanted = query.get('fields')?.split(',') ?? ['*all'];
  const fields = Object.entries(allFields(issue, issues)).filter(
    ([name]) => wanted.includes('*all') || wanted.includes(name),
  );
  /** @type {Json} */
  const answer = {
    id: issue.id,
    key: issue.key,
    self: `${ORIGIN}${BASE}/issue/${issue.id}`,
    fields: Object.fromEntries(fields),
  };
  if (query.get('expand')?.split(',').includes('changelog')) {
    const histories = issue.histories.toReversed();
    const total = histories.length;
    answer.changelog = { startAt: 0, maxResults: total, total, histories };
  }
  return answer;
}

/** @param {Json} fields as the API takes them @returns {Record<string, FieldValue>} as they are kept */
function keptFields(fields) {
  /** @type {Record<string, FieldValue>} */
  const kept = {};
  for (const [name, value] of Object.entries(fields)) {
    if (name === 'timetracking') {
      const text = String(value.originalEstimate ?? '');
      // What is no duration becomes one that is refused.
      kept.timeoriginalestimate = text === '' ? null : (secondsOf(text) ?? -1);
    } else if (name === 'description' || name === ACCEPTANCE_CRITERIA) kept[name] = textOf(value);
    else if (name === 'assignee') kept.assignee = value?.accountId ?? null;
    else if (name === 'priority') kept.priority = value?.id ?? null;
    else kept[name] = value === '' ? null : value;
  }
  return kept;
}

/** @param {Response} response @param {number} status @param {Record<string, string>} errors */
const refuse = (response, status, errors) =>
  sendJson(response, status, { errorMessages: [], errors });

/** @param {Response} response */
const missing = (response) =>
  sendJson(response, 404, {
    errorMessages: ['Issue does not exist or you do not have permission to see it.'],
    errors: {},
  });

/** @param {Response} response */
function done(response) {
  response.writeHead(204).end();
}

/**
 * @param {Request} request
 * @param {Response} response
 * @param {URL} url
 * @param {import('./issues.mjs').Issues} issues
 * @returns {Promise<void>}
 */
export async function rest(request, response, url, issues) {
  const [kind = '', key = '', part = ''] = url.pathname.slice(BASE.length + 1).split('/');
  const method = request.method ?? 'GET';
  if (kind === 'myself') return sendJson(response, 200, { ...ME, active: true });
  if (kind === 'search') {
    const found = issues.all().map((issue) => issueOf(issue, issues, url.searchParams));
    return sendJson(response, 200, { issues: found, isLast: true });
  }
  if (kind !== 'issue' && kind !== 'issueLink') return missing(response);
  /** @type {Json} */
  const body = method === 'GET' ? {} : JSON.parse((await readBody(request)).toString());
  if (kind === 'issueLink') {
    if (!issues.relate(body.inwardIssue.key, body.outwardIssue.key)) return missing(response);
    response.writeHead(201).end();
    return;
  }
  if (key === '') {
    const { summary, parent } = body.fields;
    const created = parent
      ? issues.addSubtask(parent.key, summary, ME)
      : issues.create(summary, ME);
    return created
      ? sendJson(response, 201, { id: created.id, key: created.key })
      : refuse(response, 400, { summary: 'You must specify a summary of the issue.' });
  }
  const issue = issues.get(key);
  if (!issue) return missing(response);
  if (part === 'comment') {
    const comment = issues.comment(key, textOf(body.body) ?? '', ME);
    return comment
      ? sendJson(response, 201, commentOf(comment))
      : refuse(response, 400, { comment: 'Comment body can not be empty!' });
  }
  if (part === 'transitions' && method === 'GET') {
    const others = STATUSES.filter(({ id }) => id !== issue.fields.status);
    const transitions = others.map(({ id, name }) => ({ id, name, to: statusOf(id) }));
    return sendJson(response, 200, { transitions });
  }
  if (method === 'GET') return sendJson(response, 200, issueOf(issue, issues, url.searchParams));
  const fields =
    part === 'transitions' ? { status: body.transition.id } : keptFields(body.fields ?? {});
  const errors = issues.save(key, fields, ME);
  return Object.keys(errors).length > 0 ? refuse(response, 400, errors) : done(response);
}
