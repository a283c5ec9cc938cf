/** Whole pages: the frame that all of them have, and what each puts into it. */
import { boardColumns, boardMessage } from './board.mjs';
import { editForm } from './forms.mjs';
import { html } from './html.mjs';
import { issueRows } from './issue-modules.mjs';
import { ME, PEOPLE } from './people.mjs';

/** @typedef {import('./context.mjs').Context} Context */
/** @typedef {import('./context.mjs').Markup} Markup */
/** @typedef {import('./context.mjs').Ticket} Ticket */

/** Where a page's content goes; the server sends what is before it at once. */
const GAP = '\u0000';

/** @type {Record<import('./dates.mjs').Locale, string>} */
const GROUP_SEPARATOR = { en_US: ',', en_UK: ',', de_DE: '.', fr_FR: '\u202f' };

/** @param {Context} context @returns {[name: string, content: string | undefined][]} */
const metas = ({ locale }) => [
  ['ajs-context-path', ''],
  ['ajs-version-number', '9.12.15'],
  ['ajs-build-number', '9120015'],
  ['ajs-remote-user', ME],
  ['ajs-remote-user-fullname', PEOPLE[ME]],
  ['ajs-user-locale', locale],
  ['ajs-user-locale-group-separator', GROUP_SEPARATOR[locale]],
  ['ajs-app-title', 'Acme Jira'],
];

/** @param {Context} context @param {string} title */
function frame(context, title) {
  const { locale, say } = context;
  return html`<!DOCTYPE html>
<html lang="${locale.slice(0, 2)}">
<head>
<meta charset="utf-8">
<meta name="application-name" content="JIRA" data-name="jira" data-version="9.12.15">
${metas(context).map(([name, content]) => html`<meta name="${name}" content="${content}">`)}
<title>${title} - Acme Jira</title>
<link rel="stylesheet" href="/static/aui/aui-prototyping.css">
<link rel="stylesheet" href="/static/client/page.css">
<script src="/static/jquery.js" defer></script>
<script src="/static/aui/aui-prototyping.js" defer></script>
<script src="/static/client/main.js" type="module"></script>
</head>
<body id="jira" class="aui-layout aui-theme-default">
<div id="page">
<header id="header"><nav class="aui-header"><div class="aui-header-primary"><span id="logo" class="aui-header-logo"><a href="/secure/Dashboard.jspa">Acme Jira</a></span><ul class="aui-nav"><li><a href="/issues/?jql=project+%3D+ACME">${say('issues')}</a></li><li><a href="/secure/RapidBoard.jspa?rapidView=1">${say('boards')}</a></li></ul></div><div class="aui-header-secondary"><ul class="aui-nav"><li><a id="header-details-user-fullname" class="aui-nav-link" href="/secure/ViewProfile.jspa" data-displayname="${PEOPLE[ME]}" title="${PEOPLE[ME]}">${PEOPLE[ME]}</a></li></ul></div></nav></header>
<section id="content" role="main">${GAP}</section>
</div>
</body>
</html>`.text.split(GAP);
}

/**
 * A page in three parts: what comes before its content, its content, and the rest.
 * @param {Context} context @param {string} title @param {Markup} content @returns {[string, string, string]}
 */
function page(context, title, content) {
  const [before = '', after = ''] = frame(context, title);
  return [before, content.text, after];
}

/** @param {Context} context @param {Ticket} ticket @param {Markup} view */
export const issuePage = (context, ticket, view) =>
  page(context, `[${ticket.key}] ${ticket.fields.summary}`, view);

/** The issue navigator: the found tickets in a list beside one of them, which the page asks for. @param {Context} context @param {string} jql @param {Ticket[]} found @param {string} selected */
export const splitViewPage = (context, jql, found, selected) =>
  page(
    context,
    context.say('issues'),
    html`<div class="navigator-content split-view" data-jql="${jql}"><div class="list-content"><div class="search-results"><ol class="issue-list">${found.map(
      ({ key, id, fields }) =>
        html`<li data-id="${id}" data-key="${key}" title="${fields.summary}"${key === selected && html` class="focused"`}><a class="splitview-issue-link" data-issue-key="${key}" href="/browse/${key}?jql=${encodeURIComponent(jql)}"><span class="issue-link-key">${key}</span> <span class="issue-link-summary">${fields.summary}</span></a></li>`,
    )}</ol></div></div><div class="detail-panel"></div></div>`,
  );

/** The issue navigator's other layout: a table and no ticket beside it. @param {Context} context @param {Ticket[]} found */
export const listViewPage = (context, found) =>
  page(
    context,
    context.say('issues'),
    html`<div class="navigator-content"><table id="issuetable" class="aui"><tbody>${issueRows(context, found, 'summary')}</tbody></table></div>`,
  );

/** @param {Context} context @param {string | undefined} selected */
export const boardPage = (context, selected) =>
  page(
    context,
    context.say('boards'),
    html`${boardMessage(context)}<h1 id="ghx-board-name">Acme Web board</h1><div id="ghx-work"><div id="ghx-board-columns">${boardColumns(context, selected)}</div><div id="ghx-detail-view" class="ghx-detail-view gh-editable-detail-view"></div></div>`,
  );

/** The edit form as a page of its own. @param {Context} context @param {Ticket} ticket @param {import('./forms.mjs').Refusal} [refusal] */
export const editPage = (context, ticket, refusal) =>
  page(
    context,
    `${context.say('editIssue')}: ${ticket.key}`,
    html`<h1>${context.say('editIssue')}</h1>${editForm(context, ticket, 'page', refusal)}`,
  );

/** A page without a ticket. @param {Context} context */
export const dashboardPage = (context) =>
  page(context, 'Dashboard', html`<div class="page-type-dashboard"><h1>Dashboard</h1></div>`);
