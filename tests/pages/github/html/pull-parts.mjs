/** Parts of a server-rendered pull request page: header, tabs, sidebar, merge box. */
import { mergeHindrance } from '../repository.mjs';
import { authorLink, when } from './comment.mjs';
import { html } from './markup.mjs';
import { pullPath } from './thread.mjs';
import { issueLabel } from './timeline.mjs';

/** @typedef {import('../data/shapes.d.ts').Pull} Pull */
/** @typedef {import('../data/shapes.d.ts').Issue} Issue */
/** @typedef {import('./markup.mjs').Markup} Markup */

const STATE_NAMES = { open: 'Open', draft: 'Draft', merged: 'Merged', closed: 'Closed' };

/** @param {Pull | Issue} record @param {Markup} sentence @returns {Markup} */
const header = (
  record,
  sentence,
) => html`<div id="partial-discussion-header" class="gh-header mb-3 js-details-container Details js-socket-channel js-updatable-content">
  <div class="gh-header-show">
    <h1 class="gh-header-title mb-2 lh-condensed f1 mr-0 flex-auto wb-break-word">
      <bdi class="js-issue-title markdown-title">${record.title}</bdi>
      <span class="gh-header-number f1-light color-fg-muted">#${record.number}</span>
    </h1>
  </div>
  <div class="d-flex flex-items-center flex-wrap mt-0 gh-header-meta">
    <div class="flex-shrink-0 mb-2"><span title="Status: ${STATE_NAMES[record.state]}" class="State State--${record.state}">${STATE_NAMES[record.state]}</span></div>
    <div class="flex-auto min-width-0 mb-2">${sentence}</div>
  </div>
</div>`;

/** @param {Pull} pull @returns {Markup} */
export function pullHeader(pull) {
  const commits = `${pull.commits.length} commit${pull.commits.length === 1 ? '' : 's'}`;
  const merged = pull.happenings.find(({ kind }) => kind === 'merged');
  return header(
    pull,
    html`${authorLink(merged?.actor ?? pull.author)} ${merged ? 'merged' : 'wants to merge'} ${commits} into
      <span title="acme/rocket:${pull.base}" class="commit-ref css-truncate user-select-contain expandable base-ref"><a href="/acme/rocket/tree/${pull.base}"><span class="css-truncate-target">${pull.base}</span></a></span>
      from
      <span title="acme/rocket:${pull.head}" class="commit-ref css-truncate user-select-contain expandable head-ref"><a href="/acme/rocket/tree/${pull.head}"><span class="css-truncate-target">${pull.head}</span></a></span>
      ${merged && when(merged.at)}`,
  );
}

/** @param {Issue} issue @returns {Markup} */
export const issueHeader = (issue) =>
  header(
    issue,
    html`${authorLink(issue.author)} opened this issue ${when(issue.at)} · ${issue.comments.length} comments`,
  );

/** @param {Pull} pull @returns {{ added: number, deleted: number }} */
export const sizeOf = (pull) => ({
  added: pull.files.reduce((sum, { added }) => sum + added, 0),
  deleted: pull.files.reduce((sum, { deleted }) => sum + deleted, 0),
});

/** @param {number} count @returns {string} */
export const grouped = (count) => count.toLocaleString('en-US');

/** @param {Pull} pull @param {'conversation' | 'files'} chosen @param {string} query @returns {Markup} */
export function pullTabs(pull, chosen, query) {
  const { added, deleted } = sizeOf(pull);
  const comments = pull.comments.length + pull.reviews.length;
  /** @param {string} id @param {string} href @param {string} name @param {number} count @param {boolean} current */
  const tab = (id, href, name, count, current) =>
    html`<a href="${href}${query}" class="tabnav-tab flex-shrink-0${current && ' selected'}"${current && html` aria-current="page"`}>${name} <span id="${id}_tab_counter" title="${count}" class="Counter">${count}</span></a>`;
  return html`<div class="tmp-px-3 tabnav mb-3">
    <div class="tabnav-extra float-right d-none d-md-block">
      <span class="diffstat" id="diffstat">
        <span class="color-fg-success">
          +${grouped(added)}
        </span>
        <span class="color-fg-danger">
          −${grouped(deleted)}
        </span>
      </span>
    </div>
  <nav class="tabnav-tabs d-flex overflow-auto" data-turbo-frame="repo-content-turbo-frame" aria-label="Pull request tabs">
    ${tab('conversation', pullPath(pull), 'Conversation', comments, chosen === 'conversation')}
    ${tab('commits', `${pullPath(pull)}/commits`, 'Commits', pull.commits.length, false)}
    ${tab('files', `${pullPath(pull)}/files`, 'Files changed', pull.files.length, chosen === 'files')}
  </nav>
</div>`;
}

/** @param {string} heading @param {Markup} inside @param {string} [form] @returns {Markup} */
const sidebarItem = (heading, inside, form = '') =>
  html`<div class="discussion-sidebar-item js-discussion-sidebar-item ${form}"><div class="text-bold discussion-sidebar-heading">${heading}</div>${inside}</div>`;

/** @param {Pull | Issue} record @param {string} path @param {boolean} signedIn @param {readonly string[]} labels @returns {Markup} */
const labelForm = (record, path, signedIn, labels) =>
  html`${
    signedIn &&
    html`<details class="details-reset details-overlay" id="labels-select-menu"><summary class="btn-link f6" aria-haspopup="menu">Edit labels</summary>
    <form data-turbo="false" action="${path}/labels" method="post" class="SelectMenu-list p-2">${labels.map(
      (label) =>
        html`<button type="submit" class="SelectMenu-item btn-link d-block" name="${record.labels.includes(label) ? 'remove' : 'add'}" value="${label}" role="menuitemcheckbox" aria-checked="${String(record.labels.includes(label))}">${label}</button>`,
    )}</form></details>`
  }<div class="js-issue-labels d-flex flex-wrap">${record.labels.length > 0 ? record.labels.map(issueLabel) : 'None yet'}</div>`;

/** What the sidebar says of a reviewer. @param {Pull} pull @param {string} login */
function reviewerStatus(pull, login) {
  const verdict = pull.reviews.filter(({ author }) => author === login).at(-1)?.state;
  if (verdict === 'approved') return `${login} approved these changes`;
  if (verdict === 'changes requested') return `${login} requested changes`;
  return verdict ? `${login} left review comments` : `Awaiting requested review from ${login}`;
}

/**
 * @param {Pull | Issue} record @param {string} path @param {boolean} signedIn @param {readonly string[]} labels
 * @returns {Markup}
 */
export const sidebar = (record, path, signedIn, labels) =>
  html`<div id="partial-discussion-sidebar" class="js-socket-channel js-updatable-content">
${
  'reviewers' in record &&
  sidebarItem(
    'Reviewers',
    html`${record.reviewers.map(
      (login) =>
        html`<p class="d-flex">${authorLink(login)} <span class="reviewers-status-icon tooltipped tooltipped-nw float-right d-block text-center" aria-label="${reviewerStatus(record, login)}">•</span></p>`,
    )}`,
  )
}
${sidebarItem('Assignees', html`<span class="css-truncate js-issue-assignees">${record.assignees.length > 0 ? record.assignees.map((login) => html`<p>${authorLink(login)}</p>`) : 'No one assigned'}</span>`)}
${sidebarItem('Labels', labelForm(record, path, signedIn, labels), 'sidebar-labels')}
${sidebarItem('Milestone', html`No milestone`)}
</div>`;

/** @param {Pull} pull @returns {Markup} */
function checkItems(pull) {
  const failed = pull.checks.filter(({ state }) => state === 'failed').length;
  const passed = pull.checks.filter(({ state }) => state === 'passed').length;
  const counted = [failed > 0 && `${failed} failing`, `${passed} successful`]
    .filter(Boolean)
    .join(' and ');
  return html`<div class="branch-action-item">
    <h3 class="h4 status-heading">${failed > 0 ? 'Some checks were not successful' : 'All checks have passed'}</h3>
    <span class="status-meta">${counted} check${pull.checks.length === 1 ? '' : 's'}</span>
    <div class="merge-status-list">${pull.checks.map(
      ({ name, state, detail }) =>
        html`<div class="merge-status-item d-flex"><svg aria-label="${{ passed: 'success', failed: 'failure', skipped: 'skipped' }[state]}" role="img" width="16" height="16" class="octicon octicon-${state === 'failed' ? 'x' : 'check'}"></svg> <strong class="text-emphasized">${name}</strong> <span class="color-fg-muted">${detail}</span></div>`,
    )}</div>
  </div>`;
}

/** @param {Pull} pull @param {boolean} signedIn @returns {Markup} the merge box of the former view */
export function mergeBox(pull, signedIn) {
  const hindrance = mergeHindrance(pull);
  if (pull.state === 'merged' || pull.state === 'closed')
    return html`<div id="partial-pull-merging" class="pull-merging js-pull-merging js-updatable-content"><div class="branch-action"><h3 class="h4">${pull.state === 'merged' ? 'Pull request successfully merged and closed' : 'Closed with unmerged commits'}</h3></div></div>`;
  return html`<div id="partial-pull-merging" class="pull-merging js-pull-merging js-updatable-content"><div class="merge-pr js-merge-pr"><div class="branch-action Box p-3">
    ${hindrance === 'Changes requested' && html`<div class="branch-action-item"><h3 class="h4 status-heading">Changes requested</h3></div>`}
    ${checkItems(pull)}
    <div class="branch-action-item">${
      pull.state === 'draft'
        ? html`<h3 class="h4 status-heading">This pull request is still a work in progress</h3>
      ${signedIn && html`<form data-turbo="false" action="${pullPath(pull)}/ready_for_review" method="post"><button type="submit" class="btn">Ready for review</button></form>`}`
        : signedIn &&
          html`<form data-turbo="false" action="${pullPath(pull)}/merge" method="post" class="merge-message"><button type="submit" class="btn btn-primary btn-group-merge js-merge-commit-button"${hindrance !== null && html` disabled`}>Merge pull request</button></form>`
    }</div>
  </div></div></div>`;
}
