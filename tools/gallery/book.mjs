// The gallery's one page: no scripts, nothing from elsewhere.

/**
 * @typedef {{ name: string } & import('./picture.mjs').Picture} Shown
 * @typedef {{ name: string, key: string, views: Shown[] }} State
 * @typedef {{ surface: string, states: State[] }} Chapter
 */

const STYLE = `
  :root { color-scheme: light dark; --quiet: light-dark(#565c5b, #a9b1af); --line: light-dark(#d9dedc, #3a403f); }
  body { margin: 0; background: light-dark(#eef1f0, #161918); color: light-dark(#1d2021, #eceeed);
    font: 0.9375rem/1.5 system-ui, sans-serif; }
  nav { position: sticky; inset-block-start: 0; z-index: 1; display: flex; flex-wrap: wrap; gap: 0.25rem 1rem;
    padding: 0.75rem 1.5rem; border-block-end: 1px solid var(--line); background: inherit; }
  nav strong { min-inline-size: 4rem; }
  nav ul { display: flex; flex-wrap: wrap; gap: 0 1rem; margin: 0; padding: 0; list-style: none; inline-size: 100%; }
  a { color: light-dark(#0b655c, #79cfc2); }
  main { padding: 0 1.5rem 4rem; }
  h2 { margin: 2.5rem 0 0; font-size: 1.5rem; }
  h3 { margin: 1.5rem 0 0.5rem; font-size: 1.0625rem; }
  h2, h3 { scroll-margin-block-start: 9rem; }
  .views { display: flex; gap: 1.5rem; align-items: flex-start; padding: 0.25rem 0.25rem 1rem; overflow-x: auto; }
  figure { flex: none; margin: 0; }
  figcaption { color: var(--quiet); font-size: 0.8125rem; }
  img { display: block; border: 1px solid var(--line); }
  :focus-visible { outline: 2px solid light-dark(#0b655c, #79cfc2); outline-offset: 2px; }
`;

/** @param {string} text */
const escaped = (text) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

/** @param {State} state @param {string} surface */
function row({ name, key, views }, surface) {
  const figures = views.map(
    (
      view,
    ) => `<figure><img src="data:image/png;base64,${view.data}" width="${view.width}" height="${view.height}"
      alt="${escaped(`${surface}, ${name}, ${view.name}`)}" loading="lazy"><figcaption>${escaped(view.name)}</figcaption></figure>`,
  );
  return `<h3 id="${key}">${escaped(name)}</h3>
    <div class="views" tabindex="0" role="region" aria-labelledby="${key}">${figures.join('\n')}</div>`;
}

/** The page. @param {Chapter[]} chapters */
export function bookOf(chapters) {
  const lines = chapters.map(
    ({ surface, states }) => `<ul><li><strong>${escaped(surface)}</strong></li>
      ${states.map(({ key, name }) => `<li><a href="#${key}">${escaped(name)}</a></li>`).join('')}</ul>`,
  );
  const parts = chapters.map(
    ({
      surface,
      states,
    }) => `<section aria-labelledby="${surface}"><h2 id="${surface}">${escaped(surface)}</h2>
      ${states.map((state) => row(state, surface)).join('\n')}</section>`,
  );
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Cuecard gallery</title><style>${STYLE}</style></head>
<body><nav aria-label="States">${lines.join('\n')}</nav>
<main><h1>Cuecard: every surface in every state</h1>
${parts.join('\n')}</main></body></html>
`;
}
