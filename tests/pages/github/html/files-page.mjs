/** The former "Files changed" page, rendered by the server. */
import { html } from './markup.mjs';
import { grouped, pullHeader, pullTabs } from './pull-parts.mjs';
import { diffAnchor, pullPath, threadComments } from './thread.mjs';

/** @typedef {import('../data/shapes.d.ts').Pull} Pull */
/** @typedef {import('../data/shapes.d.ts').ChangedFile} ChangedFile */
/** @typedef {import('./markup.mjs').Markup} Markup */

const KINDS = { '+': 'addition', '-': 'deletion', ' ': 'context' };

/** @param {Pull} pull @param {ChangedFile} file @param {boolean} signedIn @returns {Markup} */
function diffTable(pull, file, signedIn) {
  const threads = pull.reviews
    .flatMap((review) => review.threads)
    .filter(({ path, resolved }) => path === file.path && !resolved);
  return html`<table class="diff-table js-diff-table tab-size"><tbody>
${file.lines.map((line, index) => {
  const kind = KINDS[/** @type {'+'} */ (line[0])];
  return html`<tr class="show-top-border"><td class="blob-num blob-num-${kind} empty-cell"></td><td data-line-number="${index + 1}" class="blob-num blob-num-${kind} js-linkable-line-number"></td><td class="blob-code blob-code-${kind} js-file-line"><span class="blob-code-inner blob-code-marker" data-code-marker="${line[0]}">${line.slice(1)}</span></td></tr>
`;
})}${threads.map(
  (thread) =>
    html`<tr class="inline-comments js-inline-comments-container"><td class="line-comments" colspan="3"><turbo-frame id="review-thread-or-comment-id-${thread.id}"><review-thread-collapsible class="review-thread-component" data-resolved="false">${threadComments(pull, thread, signedIn)}</review-thread-collapsible></turbo-frame></td></tr>
`,
)}</tbody></table>`;
}

/** @param {ChangedFile} file @returns {string} */
function changesOf({ added, deleted }) {
  const total = added + deleted;
  const counts = [
    [total, 'change'],
    [added, 'addition'],
    [deleted, 'deletion'],
  ].map(([count, name]) => `${grouped(Number(count))} ${name}${count === 1 ? '' : 's'}`);
  return `${counts[0]}: ${counts[1]} & ${counts[2]}`;
}

/** @param {ChangedFile} file @returns {Markup[]} five squares that show the shares */
function squares({ added, deleted }) {
  const total = Math.max(added + deleted, 1);
  const green = Math.round((added / total) * 5);
  return Array.from(
    { length: 5 },
    (_, place) => html`<span class="diffstat-block-${place < green ? 'added' : 'deleted'}"></span>`,
  );
}

/** @param {Pull} pull @param {ChangedFile} file @param {boolean} signedIn @returns {Markup} */
const fileEntry = (pull, file, signedIn) =>
  html`<copilot-diff-entry data-file-path="${file.path}">
  <div id="${diffAnchor(file.path)}" data-details-container-group="file" class="file js-file js-details-container js-targetable-element show-inline-notes Details Details--on open" data-file-type="${file.path.slice(file.path.lastIndexOf('.'))}" data-file-deleted="false" data-targets="diff-file-filter.diffEntries" data-tagsearch-path="${file.path}">
    <div class="file-header d-flex js-file-header" data-path="${file.path}" data-anchor="${diffAnchor(file.path)}">
      <div class="file-info flex-auto min-width-0">
        <span class="sr-only">${changesOf(file)}</span><span class="diffstat" aria-hidden="true">${grouped(file.added + file.deleted)} ${squares(file)}</span>
        <span class="Truncate"><a title="${file.path}" class="Link--primary Truncate-text" href="#${diffAnchor(file.path)}">${file.path}</a></span>
      </div>
      <div class="file-actions"><label class="js-replaceable-update"><input type="checkbox" name="viewed" class="mr-1 js-reviewed-checkbox">Viewed</label></div>
    </div>
    <div class="js-file-content Details-content--hidden">${
      file.folded
        ? html`<div class="js-diff-load-container p-3"><button type="button" class="load-diff-button btn-link">Load diff</button> ${file.folded}</div>`
        : diffTable(pull, file, signedIn)
    }</div>
  </div>
</copilot-diff-entry>
`;

/** @param {Pull} pull @param {string} id @returns {Markup} the menu with which a colleague's work is reviewed */
const reviewMenu = (
  pull,
  id,
) => html`<details class="details-reset details-overlay js-reviews-container" id="${id}">
  <summary class="btn btn-sm btn-primary">Review changes</summary>
  <form class="pull-request-review-menu-form Box p-3" data-turbo="false" action="${pullPath(pull)}/reviews" method="post">
    <textarea name="pull_request_review[body]" rows="3" class="form-control js-comment-field width-full" aria-label="Leave a comment" placeholder="Leave a comment"></textarea>
    ${[
      ['comment', 'Comment'],
      ['approve', 'Approve'],
      ['reject', 'Request changes'],
    ].map(
      ([value, name]) =>
        html`<label class="d-block"><input type="radio" name="pull_request_review[event]" value="${value}"${value === 'comment' && html` checked`}> ${name}</label>`,
    )}
    <button type="submit" class="btn btn-primary btn-sm">Submit review</button>
  </form>
</details>`;

/** @param {Pull} pull @param {{ signedIn: boolean, half: boolean, query: string }} options @returns {Markup} */
export const filesPage = (pull, { signedIn, half, query }) => html`<div class="js-issues-results">
${pullHeader(pull)}
${pullTabs(pull, 'files', query)}
<div id="files_bucket" class="js-updatable-content">
  <div class="pr-toolbar d-flex flex-justify-end mb-2">${signedIn && reviewMenu(pull, 'review-changes-modal')}</div>
  <div id="files" class="diff-view js-diff-progressive-container">${!half && pull.files.map((file) => fileEntry(pull, file, signedIn))}</div>
</div>
</div>`;
