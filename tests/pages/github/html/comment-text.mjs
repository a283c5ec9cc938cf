/** The little Markdown that the comments use, rendered with the elements and classes that GitHub gives it. */
import { html, Markup } from './markup.mjs';

/** @param {string} line @returns {Markup} */
function inline(line) {
  const parts = line.split(/(`[^`]+`|@[a-z][a-z-]*|\*\*[^*]+\*\*)/g);
  return new Markup(
    parts
      .map((part) => {
        if (part.startsWith('`'))
          return html`<code class="notranslate">${part.slice(1, -1)}</code>`.text;
        if (part.startsWith('**')) return html`<strong>${part.slice(2, -2)}</strong>`.text;
        if (/^@[a-z]/.test(part))
          return html`<a class="user-mention notranslate" href="/${part.slice(1)}">${part}</a>`
            .text;
        return html`${part}`.text;
      })
      .join(''),
  );
}

/** @param {string} language @param {string[]} lines @returns {Markup} */
function fenced(language, lines) {
  if (language === 'suggestion')
    return html`<div class="my-2 border rounded-2 js-suggested-changes-blob diff-view"><div class="f6 p-2 border-bottom">Suggested change</div>
<div class="blob-wrapper data file"><table class="d-table tab-size mb-0 width-full"><tbody>${lines.map(
      (line) =>
        html`<tr class="border-0"><td class="border-0 blob-num blob-num-addition"></td><td class="border-0 blob-code-inner blob-code-addition">${line}</td></tr>`,
    )}</tbody></table></div></div>
`;
  return html`<div class="highlight highlight-source-${language || 'text'} notranslate"><pre class="notranslate">${lines.join('\n')}</pre></div>
`;
}

/** @param {string} source @returns {Markup} */
export function commentText(source) {
  const lines = source.split('\n');
  /** @type {Markup[]} */
  const blocks = [];
  while (lines.length > 0) {
    const line = /** @type {string} */ (lines.shift());
    if (line.startsWith('```')) {
      const end = lines.indexOf('```');
      blocks.push(fenced(line.slice(3), lines.splice(0, end)));
      lines.shift();
    } else if (line.startsWith('>')) {
      const quoted = [line];
      while (lines[0]?.startsWith('>')) quoted.push(/** @type {string} */ (lines.shift()));
      const inner = quoted.map((each) => each.replace(/^> ?/, '')).join('\n');
      blocks.push(html`<blockquote>
${commentText(inner)}</blockquote>
`);
    } else if (line !== '')
      blocks.push(html`<p dir="auto">${inline(line)}</p>
`);
  }
  return new Markup(blocks.map(String).join(''));
}
