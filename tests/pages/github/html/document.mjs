/** Whole documents: what lies around a page's content, in both views. */
import { ME } from '../data/people.mjs';
import { LABELS } from '../repository.mjs';
import { filesPage } from './files-page.mjs';
import { html, Markup } from './markup.mjs';
import { issueHeader, mergeBox, pullHeader, pullTabs, sidebar } from './pull-parts.mjs';
import { pullPath } from './thread.mjs';
import { description, issueComments, newComment, timelineItems } from './timeline.mjs';

/** @typedef {import('../data/shapes.d.ts').Pull} Pull */
/** @typedef {import('../data/shapes.d.ts').Issue} Issue */

/**
 * @typedef {object} View
 * @property {'react' | 'classic'} ui
 * @property {boolean} dark
 * @property {boolean} signedIn
 * @property {boolean} half whether the main content is still on its way
 * @property {string} query the switches, to be kept by links
 */

/**
 * JSON inside a script element; `<` is written so that no text can end the element.
 * @param {unknown} data @returns {Markup}
 */
const json = (data) => new Markup(JSON.stringify(data).replaceAll('<', '\\u003c'));

/** @param {Pull} pull @param {boolean} signedIn @param {boolean} half */
const discussion = (pull, signedIn, half) =>
  html`<div class="js-discussion ml-0 pl-0 ml-md-6 pl-md-3">${!half && html`${description(pull)}${timelineItems(pull, signedIn)}`}</div>`;

/** @param {Pull} pull @param {View} view */
function conversation(pull, { ui, signedIn, half, query }) {
  if (ui === 'react')
    // The timeline itself is the server's in the new view too; the template is how this site hands it to the page.
    return html`<react-app app-name="pull-requests"><script type="application/json" data-target="react-app.embeddedData">${json(
      {
        payload: {
          pullRequestsLayoutRoute: {
            pullRequest: { baseBranch: pull.base, headBranch: pull.head },
          },
        },
      },
    )}</script><div></div></react-app>
<template id="rails-timeline">${discussion(pull, signedIn, half)}${signedIn && newComment(pullPath(pull))}</template>`;
  return html`<div class="js-issues-results">
${pullHeader(pull)}
${pullTabs(pull, 'conversation', query)}
<div id="discussion_bucket" class="d-flex gutter-condensed">
  <div class="flex-auto min-width-0">
    <div class="js-quote-selection-container">${discussion(pull, signedIn, half)}</div>
    <div class="discussion-timeline-actions">${!half && mergeBox(pull, signedIn)}${signedIn && newComment(pullPath(pull))}</div>
  </div>
  <div class="discussion-sidebar ml-4">${sidebar(pull, pullPath(pull), signedIn, LABELS)}</div>
</div>
</div>`;
}

/** @param {Issue} issue @param {View} view */
function issueContent(issue, { ui, signedIn, half }) {
  const path = `/acme/rocket/issues/${issue.number}`;
  if (ui === 'react') return html`<react-app app-name="issues-react"><div></div></react-app>`;
  return html`<div class="js-issues-results">
${issueHeader(issue)}
<div id="discussion_bucket" class="d-flex"><div class="flex-auto min-width-0">
  <div class="js-discussion">${!half && html`${description(issue)}${issueComments(issue)}`}</div>
  ${signedIn && newComment(path)}
</div><div class="discussion-sidebar ml-4">${sidebar(issue, path, signedIn, LABELS)}</div></div>
</div>`;
}

/** @param {string} title @param {Markup} content @param {View} view @returns {string} */
function documentOf(title, content, { dark, signedIn, query }) {
  const login = signedIn ? ME : '';
  return html`<!doctype html>
<html lang="en" data-color-mode="${dark ? 'dark' : 'light'}" data-light-theme="light" data-dark-theme="dark">
<head>
<meta charset="utf-8">
<title>${title}</title>
<meta name="user-login" content="${login}">
${signedIn && html`<meta name="octolytics-actor-login" content="${login}">`}
<meta name="octolytics-dimension-user_login" content="acme">
<meta name="octolytics-dimension-repository_nwo" content="acme/rocket">
<meta name="octolytics-dimension-repository_public" content="false">
<link rel="stylesheet" href="/_site/app.css">
<link rel="stylesheet" href="/_site/page.css">
<script type="module" src="/_site/app.js"></script>
</head>
<body class="logged-${signedIn ? 'in' : 'out'} env-production page-responsive">
<header class="AppHeader d-flex p-3"><a href="/acme/rocket/pulls${query}">acme / <strong>rocket</strong></a> <span class="Label Label--secondary v-align-middle mr-1 ml-2">Private</span> <span class="flex-auto"></span>${signedIn ? html`<span class="avatar-user">${login}</span>` : html`<a href="/login">Sign in</a>`}</header>
<nav class="js-responsive-underlinenav UnderlineNav" aria-label="Repository"><ul class="UnderlineNav-body list-style-none"><li><a class="UnderlineNav-item" href="/acme/rocket/issues/21${query}">Issues <span class="Counter">1</span></a></li><li><a class="UnderlineNav-item" href="/acme/rocket/pulls${query}">Pull requests <span class="Counter">6</span></a></li></ul></nav>
<turbo-frame id="repo-content-turbo-frame" target="_top" class="d-block container-xl p-3">
${content}
</turbo-frame>
</body>
</html>
`.text;
}

/** @param {Pull} pull @param {'conversation' | 'files' | 'changes'} tab @param {View} view @returns {string} */
export function pullDocument(pull, tab, view) {
  const title = `${pull.title} by ${pull.author} · Pull Request #${pull.number} · acme/rocket`;
  if (tab === 'files') return documentOf(title, filesPage(pull, view), view);
  if (tab === 'changes')
    return documentOf(
      title,
      html`<react-app app-name="pull-requests"><div></div></react-app>`,
      view,
    );
  return documentOf(title, conversation(pull, view), view);
}

/** @param {Issue} issue @param {View} view @returns {string} */
export const issueDocument = (issue, view) =>
  documentOf(
    `${issue.title} · Issue #${issue.number} · acme/rocket`,
    issueContent(issue, view),
    view,
  );

/** @param {Pull[]} pulls @param {View} view @returns {string} the list of all, a page about no single pull request */
export const listDocument = (pulls, view) =>
  documentOf(
    'Pull requests · acme/rocket',
    html`<div class="js-navigation-container">${pulls.map(
      (pull) =>
        html`<div class="js-issue-row Box-row"><a class="Link--primary markdown-title js-navigation-open" href="${pullPath(pull)}${view.query}">${pull.title}</a> <span class="opened-by">#${pull.number} by ${pull.author}</span> ${pull.labels.map((label) => html`<a class="IssueLabel hx_IssueLabel" data-name="${label}" href="/acme/rocket/labels/${label}">${label}</a>`)}</div>`,
    )}</div>`,
    view,
  );
