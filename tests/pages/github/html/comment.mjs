/** A comment's parts, as the server-rendered timeline has them: author, header, body. */
import { isBot, profilePath, shownLogin, tieOf } from '../data/people.mjs';
import { commentText } from './comment-text.mjs';
import { html } from './markup.mjs';

/** @typedef {import('../data/shapes.d.ts').Comment} Comment */
/** @typedef {import('./markup.mjs').Markup} Markup */

/** @param {string} login @param {number} size @returns {Markup} */
export const avatar = (login, size) =>
  html`<img src="/_site/avatar.svg" alt="@${shownLogin(login)}" size="${size}" height="${size}" width="${size}" class="avatar circle mr-2 tmp-mr-2">`;

/** @param {string} login @returns {Markup} */
export const authorLink = (login) =>
  isBot(login)
    ? html`<a class="author Link--primary text-bold css-overflow-wrap-anywhere" show_full_name="false" href="${profilePath(login)}">${shownLogin(login)}</a>
    <span class="Label Label--secondary">Bot</span>`
    : html`<a class="author Link--primary text-bold css-overflow-wrap-anywhere" show_full_name="false" data-hovercard-type="user" data-hovercard-url="/users/${login}/hovercard" href="/${login}">${login}</a>`;

/** @param {string} at @returns {Markup} */
export const when = (at) =>
  html`<relative-time datetime="${at}" class="no-wrap">${new Date(at).toLocaleDateString('en-US', { month: 'short', day: 'numeric', year: 'numeric', timeZone: 'UTC' })}</relative-time>`;

/** @param {string} text @param {string} said @returns {Markup} */
const badge = (text, said) =>
  html`<span aria-label="${said}" class="tooltipped tooltipped-n"><span class="Label ml-1 tmp-ml-1">${text}</span></span>`;

/**
 * @param {Comment} comment
 * @param {{ anchor: string, says: string, author: string }} options `author`: who opened the pull request or issue
 * @returns {Markup}
 */
export function commentHeader(comment, { anchor, says, author }) {
  const tie = tieOf(comment.author);
  return html`<h3 class="f5 text-normal py-2 flex-auto">
    <div class="d-flex flex-items-center flex-wrap gap-1">
      <span class="d-inline-flex">${avatar(comment.author, 24)}</span>
      <strong>${authorLink(comment.author)}</strong>
      ${says}
      <a href="#${anchor}" id="${anchor}-permalink" class="Link--secondary js-timestamp">${when(comment.at)}</a>
    </div>
  </h3>
  <div class="d-flex flex-row-reverse flex-items-center flex-shrink-0 tmp-pl-3">
    <div class="timeline-comment-actions flex-shrink-0 d-flex flex-items-center">
      <details class="details-overlay details-reset position-relative d-inline-block">
        <summary class="timeline-comment-action Link--secondary Button--link Button--medium Button" aria-haspopup="menu" aria-label="Show options">…</summary>
      </details>
    </div>
    <div class="d-none d-sm-flex">${tie && badge(tie, `This user is a ${tie.toLowerCase()} of the acme organization.`)}${comment.author === author && badge('Author', 'This user is the author of this pull request.')}</div>
  </div>`;
}

/** @param {string} body @returns {Markup} a comment of the conversation */
export const tableBody = (body) => html`<div class="edit-comment-hide">
  <task-lists disabled sortable>
    <table class="d-block user-select-contain" data-paste-markdown-skip><tbody class="d-block"><tr class="d-block">
      <td class="d-block comment-body markdown-body js-comment-body">${commentText(body)}</td>
    </tr></tbody></table>
  </task-lists>
</div>`;

/** @param {string} body @returns {Markup} a comment of a review thread */
export const blockBody = (body) => html`<task-lists disabled sortable>
  <div class="comment-body markdown-body js-comment-body soft-wrap user-select-contain d-block css-overflow-wrap-anywhere">
    ${commentText(body)}
  </div>
</task-lists>`;

/**
 * The form under a conversation or a thread.
 * @param {{ id: string, action: string, form: string, button: string, hidden?: Record<string, string> }} options
 * @returns {Markup}
 */
export const commentForm = ({ id, action, form, button, hidden = {} }) =>
  html`<form class="${form}" data-turbo="false" action="${action}" accept-charset="UTF-8" method="post">
  ${Object.entries(hidden).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}
  <label for="${id}" class="sr-only position-absolute">Comment</label>
  <tab-container class="js-previewable-comment-form write-selected Box CommentBox d-block">
    <textarea id="${id}" name="comment[body]" rows="4" class="form-control js-comment-field FormControl-textarea CommentBox-input width-full" placeholder="Add your comment here..."></textarea>
  </tab-container>
  <div class="d-flex flex-justify-end mt-2"><button type="submit" class="btn-primary btn" disabled>${button}</button></div>
</form>`;
