/** The server-rendered conversation, oldest first: description, commits, comments, reviews with threads, happenings. */
import { authorLink, commentForm, commentHeader, tableBody, when } from './comment.mjs';
import { html } from './markup.mjs';
import { pullPath, threadMarkup } from './thread.mjs';

/** @typedef {import('../data/shapes.d.ts').Pull} Pull */
/** @typedef {import('../data/shapes.d.ts').Issue} Issue */
/** @typedef {import('../data/shapes.d.ts').Comment} Comment */
/** @typedef {import('../data/shapes.d.ts').Review} Review */
/** @typedef {import('../data/shapes.d.ts').Happening} Happening */
/** @typedef {import('./markup.mjs').Markup} Markup */

/** @param {string} gid @param {Markup} inside @returns {Markup} */
const item = (gid, inside) =>
  html`<div class="js-timeline-item js-timeline-progressive-focus-container" data-gid="${gid}">
${inside}
</div>
`;

/** @param {string} label @returns {Markup} */
export const issueLabel = (label) =>
  html`<a id="label-${label}" href="/acme/rocket/labels/${label}" data-name="${label}" class="IssueLabel hx_IssueLabel">${label}</a>`;

/** @param {Comment} comment @param {string} anchor @param {string} author @param {string} says @returns {Markup} */
const commentGroup = (comment, anchor, author, says) =>
  html`<div class="TimelineItem js-comment-container">
  <div class="timeline-comment-group js-minimizable-comment-group js-targetable-element TimelineItem-body my-0" id="${anchor}">
    <div class="tmp-ml-n3 timeline-comment unminimized-comment comment previewable-edit js-task-list-container js-comment timeline-comment--caret">
      <div class="timeline-comment-header clearfix d-flex flex-row flex-items-start">${commentHeader(comment, { anchor, says, author })}</div>
      ${tableBody(comment.body)}
    </div>
  </div>
</div>`;

const VERDICTS = {
  approved: 'approved these changes',
  'changes requested': 'requested changes',
  commented: 'reviewed',
};

/** @param {Pull} pull @param {Review} review @param {boolean} signedIn @returns {Markup} */
const reviewGroup = (pull, review, signedIn) =>
  html`<div id="pullrequestreview-${review.id}" class="js-comment-container">
  <div class="TimelineItem js-comment">
    <div class="TimelineItem-badge"></div>
    <div class="TimelineItem-body d-flex flex-column flex-md-row">
      <div class="flex-auto flex-md-self-center">
        <strong>${authorLink(review.author)}</strong> ${VERDICTS[review.state]} <a href="#pullrequestreview-${review.id}" id="pullrequestreview-${review.id}-permalink" class="Link--secondary js-timestamp">${when(review.at)}</a>
      </div>
      <div><a class="btn btn-sm" href="${pullPath(pull)}/files">View reviewed changes</a></div>
    </div>
  </div>
${review.body !== '' && commentGroup({ ...review }, `pullrequestreview-${review.id}-body`, pull.author, 'left a comment')}
${review.threads.map((thread) => threadMarkup(pull, thread, signedIn))}
</div>`;

/** @param {Happening} happening @returns {Markup} */
function happeningText({ kind, subject = '' }) {
  if (kind === 'labelled') return html`added the ${issueLabel(subject)} label`;
  if (kind === 'unlabelled') return html`removed the ${issueLabel(subject)} label`;
  if (kind === 'review requested') return html`requested a review from ${authorLink(subject)}`;
  if (kind === 'ready') return html`marked this pull request as ready for review`;
  if (kind === 'mentioned')
    return html`mentioned this pull request
      <div class="d-flex"><a class="markdown-title Link--primary text-bold" href="/acme/rocket/pull/${subject}">Try another countdown font <span class="color-fg-muted">#${subject}</span></a>
      <span title="Status: Closed" class="State State--closed State--small">Closed</span></div>`;
  return html`${kind} this pull request`;
}

/** The icon in front of a row, where one is known. @type {Partial<Record<Happening['kind'], string>>} */
const ICONS = { merged: 'git-merge', 'review requested': 'eye' };

/** @param {Happening} happening @returns {Markup} */
const happeningRow = (happening) => html`<div class="TimelineItem" id="event-${happening.id}">
  <div class="TimelineItem-badge">${ICONS[happening.kind] && html`<svg aria-hidden="true" class="octicon octicon-${ICONS[happening.kind]}" width="16" height="16"></svg>`}</div>
  <div class="TimelineItem-body">${authorLink(happening.actor)} ${happeningText(happening)} <a class="Link--secondary" href="#event-${happening.id}">${when(happening.at)}</a></div>
</div>`;

/** @param {Pull} pull @param {import('../data/shapes.d.ts').Commit} commit @returns {Markup} */
const commitRow = (pull, commit) => html`<div class="TimelineItem TimelineItem--condensed">
  <div class="TimelineItem-badge"><svg aria-hidden="true" class="octicon octicon-git-commit" width="16" height="16"></svg></div>
  <div class="TimelineItem-body"><div class="js-details-container Details">
    <code><a title="${commit.message}" class="Link--secondary markdown-title" href="${pullPath(pull)}/commits/${commit.sha}">${commit.message}</a></code>
    <code class="text-right"><a href="${pullPath(pull)}/commits/${commit.sha}" class="Link--secondary">${commit.sha}</a></code>
  </div></div>
</div>`;

/** @param {Pull} pull @param {boolean} signedIn @returns {Markup} every item after the description */
export function timelineItems(pull, signedIn) {
  const rows = [
    ...pull.commits.map((commit) => ({
      at: commit.at,
      gid: `C_${commit.sha}`,
      inside: commitRow(pull, commit),
    })),
    ...pull.comments.map((comment) => ({
      at: comment.at,
      gid: `IC_${comment.id}`,
      inside: commentGroup(comment, `issuecomment-${comment.id}`, pull.author, 'commented'),
    })),
    ...pull.reviews.map((review) => ({
      at: review.at,
      gid: `PRR_${review.id}`,
      inside: reviewGroup(pull, review, signedIn),
    })),
    ...pull.happenings.map((happening) => ({
      at: happening.at,
      gid: `EV_${happening.id}`,
      inside: happeningRow(happening),
    })),
  ];
  rows.sort((a, b) => a.at.localeCompare(b.at));
  return html`${rows.map(({ gid, inside }) => item(gid, inside))}`;
}

/** @param {Pull | Issue} record @returns {Markup} */
export const description = (record) =>
  item(
    `PR_${record.number}`,
    commentGroup(
      { id: record.number, author: record.author, at: record.at, body: record.body },
      `issue-${record.number}`,
      record.author,
      'commented',
    ),
  );

/** @param {Issue} issue @returns {Markup} the comments of an issue in the former, server-rendered view */
export const issueComments = (issue) =>
  html`${issue.comments.map((comment) =>
    item(
      `IC_${comment.id}`,
      commentGroup(comment, `issuecomment-${comment.id}`, issue.author, 'commented'),
    ),
  )}`;

/** @param {string} path of the pull request or issue @returns {Markup} */
export const newComment = (path) => html`<div id="issue-comment-box" class="timeline-new-comment">
  <div class="discussion-timeline-actions">${commentForm({
    id: 'new_comment_field',
    action: `${path}/comment`,
    form: 'js-new-comment-form',
    button: 'Comment',
  })}</div>
</div>`;
