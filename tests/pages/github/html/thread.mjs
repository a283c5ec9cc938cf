/** A review thread in the server-rendered timeline. A resolved one comes closed: its comments are fetched when it is opened. */
import { createHash } from 'node:crypto';
import { blockBody, commentForm, commentHeader } from './comment.mjs';
import { html } from './markup.mjs';

/** @typedef {import('../data/shapes.d.ts').Pull} Pull */
/** @typedef {import('../data/shapes.d.ts').Thread} Thread */
/** @typedef {import('./markup.mjs').Markup} Markup */

/** @param {string} path @returns {string} the anchor of a file in the diff */
export const diffAnchor = (path) => `diff-${createHash('sha256').update(path).digest('hex')}`;

/** @param {Pull} pull @returns {string} */
export const pullPath = (pull) => `/acme/rocket/pull/${pull.number}`;

/** @param {Pull} pull @param {Thread} thread @returns {Markup} the lines that the thread is about */
function hunk(pull, thread) {
  const lines = pull.files.find(({ path }) => path === thread.path)?.lines.slice(0, 3) ?? [];
  const kinds = { '+': 'addition', '-': 'deletion', ' ': 'context' };
  return html`<div class="blob-wrapper border-bottom"><table class="diff-table tab-size js-diff-table" data-tab-size="4" data-paste-markdown-skip><tbody>
${lines.map((line, index) => {
  const kind = kinds[/** @type {'+'} */ (line[0])];
  return html`<tr><td class="blob-num blob-num-${kind} empty-cell"></td><td data-line-number="${thread.line + index}" class="blob-num blob-num-${kind}"></td><td class="blob-code blob-code-${kind}"><span class="blob-code-inner blob-code-marker-${kind}">${line.slice(1)}</span></td></tr>
`;
})}</tbody></table></div>`;
}

/**
 * What a thread holds: lines, comments, the reply form. GitHub gives a reader without the right to write no form.
 * @param {Pull} pull @param {Thread} thread @param {boolean} signedIn @returns {Markup}
 */
export const threadContent = (pull, thread, signedIn) =>
  html`${hunk(pull, thread)}
${threadComments(pull, thread, signedIn)}`;

/** The comments alone, as they stand below their line in the diff. @param {Pull} pull @param {Thread} thread @param {boolean} signedIn @returns {Markup} */
export function threadComments(pull, thread, signedIn) {
  const first = thread.comments[0]?.id ?? 0;
  return html`<div class="js-inline-comments-container">
  <div class="js-line-comments js-suggested-changes-container js-suggested-changes-contents js-quote-selection-container" data-quote-markdown=".js-comment-body">
    <div class="js-comments-holder">
${thread.comments.map(
  (
    comment,
  ) => html`      <div id="discussion_r${comment.id}" class="timeline-comment-group js-minimizable-comment-group js-targetable-element my-0 comment previewable-edit js-task-list-container js-comment review-comment js-minimize-container unminimized-comment">
        <div class="ml-n1 flex-items-center clearfix d-flex flex-row flex-items-start">${commentHeader(comment, { anchor: `discussion_r${comment.id}`, says: '', author: pull.author })}</div>
        <div class="tmp-ml-5"><div class="edit-comment-hide">${blockBody(comment.body)}</div></div>
      </div>
`,
)}    </div>
${
  signedIn &&
  html`    <div class="review-thread-reply border-bottom">
      <div class="inline-comment-form-container js-inline-comment-form-container">
        <button type="button" class="review-thread-reply-button width-full color-fg-muted text-left form-control js-toggle-inline-comment-form">Reply...</button>
        <div class="inline-comment-form-box" hidden>${commentForm({
          id: `new_inline_comment_discussion_${first}`,
          action: `${pullPath(pull)}/review_comment/create`,
          form: 'js-inline-comment-form',
          button: 'Comment',
          hidden: { in_reply_to: String(first) },
        })}</div>
      </div>
    </div>
    <form class="js-resolvable-timeline-thread-form p-2" data-turbo="false" action="${pullPath(pull)}/threads/${thread.id}/${thread.resolved ? 'unresolve' : 'resolve'}" method="post"><button type="submit" class="btn btn-sm">${thread.resolved ? 'Unresolve' : 'Resolve'} conversation</button></form>`
}
  </div>
</div>`;
}

/** @param {Pull} pull @param {Thread} thread @param {boolean} signedIn @returns {Markup} */
export const threadMarkup = (pull, thread, signedIn) =>
  html`<turbo-frame id="review-thread-or-comment-id-${thread.id}" target="_top">
  <review-thread-collapsible class="review-thread-component js-comment-container js-resolvable-timeline-thread-container border rounded-2 d-block tmp-mb-3${!thread.resolved && ' open'}" data-resolved="${String(thread.resolved)}"${
    thread.resolved &&
    html` data-deferred-content-url="${pullPath(pull)}/threads/${thread.id}?rendering_on_files_tab=false" data-hidden-comment-ids="${thread.comments.map(({ id }) => id).join(',')}"`
  }>
    <div class="d-flex flex-items-center p-2 rounded-top-2 bgColor-muted${thread.resolved && ' js-toggle-outdated-comments'}">
      <span class="flex-auto tmp-mr-3 d-flex flex-items-center"><a href="${pullPath(pull)}/files#${diffAnchor(thread.path)}" class="text-mono text-small Link--primary wb-break-all mr-2">${thread.path}</a>${thread.outdated && html`<span title="Label: Outdated" class="Label Label--warning">Outdated</span>`}</span>
${
  thread.resolved &&
  html`      <button type="button" data-target="review-thread-collapsible.button" aria-expanded="false" class="review-thread-show-text Button--link Button--medium Button color-fg-muted f6"><span class="Button-content"><span class="Button-label">Show resolved</span></span></button>`
}
    </div>
    <div data-target="review-thread-collapsible.body"${thread.resolved && html` hidden`}>${!thread.resolved && threadContent(pull, thread, signedIn)}</div>
  </review-thread-collapsible>
</turbo-frame>`;
