// What a page has to hold besides axe's rules. Each of these runs inside the page, so each stands alone;
// each gives a list of what is wrong, in words that name the element.

/** What axe is asked: WCAG 2.0 to 2.2, levels A and AA, … */
export const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
/** … and of whole pages also what its makers hold for good practice. */
export const RULES = [...WCAG, 'best-practice'];

/**
 * Violations that axe finds by the rules of these tags, or by these alone.
 * @param {{ tags?: string[], rules?: string[] }} asked @returns {Promise<string[]>}
 */
export async function violations({ tags, rules }) {
  if (!Reflect.has(globalThis, 'axe')) {
    // A file of the stand-in: its policy lets nothing else run.
    const script = Object.assign(document.createElement('script'), { src: '/axe.js' });
    const loaded = new Promise((resolve) => script.addEventListener('load', resolve));
    document.head.append(script);
    await loaded;
  }
  // What still fades in has the colours of nothing yet.
  await Promise.allSettled(document.getAnimations().map((it) => it.finished));
  const axe = Reflect.get(globalThis, 'axe');
  const only = rules ? { type: 'rule', values: rules } : { type: 'tag', values: tags };
  const found = await axe.run(document, { runOnly: only, resultTypes: ['violations'] });
  return found.violations.map(
    (/** @type {{ id: string, nodes: { html: string }[] }} */ it) =>
      `${it.id}: ${it.nodes.map((node) => node.html.slice(0, 120)).join(' ')}`,
  );
}

/**
 * Targets under 24 × 24 CSS pixels (WCAG 2.2, 2.5.8), but for links within a sentence.
 * @param {number} least @returns {string[]}
 */
export function smallTargets(least) {
  const targets = [...document.querySelectorAll('a, button, input, select, textarea, summary')];
  return targets
    .filter(
      (it) => it.checkVisibility() && !(it instanceof HTMLAnchorElement && it.closest('p, li, td')),
    )
    .filter((it) => {
      // A label around it is pressed as well as it is.
      const { width, height } = (it.closest('label') ?? it).getBoundingClientRect();
      return Math.min(width, height) < least;
    })
    .map((it) => {
      const { width, height } = it.getBoundingClientRect();
      return `${it.outerHTML.slice(0, 80)} is ${width} × ${height}`;
    });
}

/**
 * Words that are cut off, run out of the window or their button, or lie on one another. What a person
 * can scroll to, downwards, counts as there.
 * @param {string[]} shortened selectors of what is cut on purpose, being whole elsewhere
 * @returns {string[]}
 */
export function lostWords(shortened) {
  /** Less than a pixel is the browser's rounding. */
  const rounding = 1;
  const wrong = [];
  if (document.documentElement.scrollWidth > innerWidth) {
    wrong.push(
      `the page is ${document.documentElement.scrollWidth} px wide in a window of ${innerWidth}`,
    );
  }
  /** @type {{ text: string, box: DOMRect, within: Element }[]} */
  const shown = [];
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = texts.nextNode(); node; node = texts.nextNode()) {
    const parent = node.parentElement;
    const text = (node.textContent ?? '').trim();
    const left = ['option', 'script', '.unseen', ...shortened].join();
    if (!parent || !text || !parent.checkVisibility() || parent.closest(left)) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const box = range.getBoundingClientRect();
    if (box.left < -rounding || box.right > innerWidth + rounding) {
      wrong.push(`“${text}” runs out of the window`);
    }
    const button = parent.closest('button')?.getBoundingClientRect();
    if (
      button &&
      (box.left < button.left - rounding ||
        box.right > button.right + rounding ||
        box.top < button.top - rounding ||
        box.bottom > button.bottom + rounding)
    ) {
      wrong.push(`“${text}” runs out of its button`);
    }
    let [top, bottom] = [box.top, box.bottom];
    for (let around = parent.closest('body *'); around; around = around.parentElement) {
      const style = getComputedStyle(around);
      if (style.overflowX === 'visible' && style.overflowY === 'visible') continue;
      const edge = around.getBoundingClientRect();
      if (box.left < edge.left - rounding || box.right > edge.right + rounding) {
        wrong.push(`“${text}” is cut at a side of ${around.className}`);
      }
      // A part that scrolls shows the rest when asked; around it, only what it shows now counts.
      if (!/auto|scroll/.test(style.overflowY) && bottom > edge.bottom + rounding) {
        wrong.push(`“${text}” is cut at the foot of ${around.className}`);
      }
      [top, bottom] = [Math.max(top, edge.top), Math.min(bottom, edge.bottom)];
      if (bottom - top <= rounding) break;
    }
    if (bottom - top > rounding) {
      shown.push({ text, box: new DOMRect(box.x, top, box.width, bottom - top), within: parent });
    }
  }
  for (const [at, one] of shown.entries()) {
    for (const other of shown.slice(at + 1)) {
      // Pieces of one paragraph: each has a box around all of its lines.
      const block = one.within.closest('p, li, td, th, summary, pre');
      if (block && block === other.within.closest('p, li, td, th, summary, pre')) continue;
      const wide =
        Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left);
      const high =
        Math.min(one.box.bottom, other.box.bottom) - Math.max(one.box.top, other.box.top);
      // Lines may share the space between them, not their letters.
      if (wide > rounding && high > 4) wrong.push(`“${one.text}” and “${other.text}” overlap`);
    }
  }
  return wrong;
}

/**
 * Words that are read out before others that stand above them: the order in which a page is read is that
 * of its document.
 * @returns {string[]}
 */
export function outOfOrder() {
  const wrong = [...document.querySelectorAll('[aria-owns], [aria-flowto]')].map(
    (it) => it.outerHTML,
  );
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  let last = { text: '', top: Number.NEGATIVE_INFINITY };
  for (let node = texts.nextNode(); node; node = texts.nextNode()) {
    const parent = node.parentElement;
    const text = (node.textContent ?? '').trim();
    if (!parent || !text || !parent.checkVisibility() || parent.closest('.unseen, option, script'))
      continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const { top, bottom } = range.getBoundingClientRect();
    // What a part that scrolls keeps further up or down stands no higher and no lower than the part itself.
    const scrolls = parent.closest('.scroll')?.getBoundingClientRect();
    const ends = Math.max(bottom, scrolls?.top ?? bottom);
    if (ends <= last.top) wrong.push(`“${text}” stands above “${last.text}”`);
    last = { text, top: Math.min(top, scrolls?.bottom ?? top) };
  }
  return wrong;
}

/** Spaces text out as far as a person may (WCAG 2.2, 1.4.12). */
export function spaceOut() {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: 0.12em !important;
    word-spacing: 0.16em !important; } p { margin-block-end: 2em !important; }`);
  document.adoptedStyleSheets.push(sheet);
}

/** Under forced colours: buttons without an edge, and pictures that do not show what is left. @returns {string[]} */
export function alike() {
  const ground = (/** @type {Element} */ it) => getComputedStyle(it).backgroundColor;
  const edgeless = [...document.querySelectorAll('button')].filter(
    (it) => it.checkVisibility() && getComputedStyle(it).borderStyle === 'none',
  );
  const pairs = [
    [document.querySelector('.dot.left'), document.querySelector('.dot:not(.left)')],
    [document.querySelector('.bar > .left'), document.querySelector('.bar')],
  ];
  const same = pairs.filter(([one, other]) => one && other && ground(one) === ground(other));
  return [...edgeless, ...same.map(([one]) => /** @type {Element} */ (one))].map(
    (it) => it.outerHTML,
  );
}

/** What moves by itself. @returns {string[]} */
export function moving() {
  const found = [];
  for (const element of document.querySelectorAll('*')) {
    for (const part of [null, '::before', '::after']) {
      const style = getComputedStyle(element, part);
      const times = `${style.transitionDuration}, ${style.animationName === 'none' ? '0s' : style.animationDuration}`;
      if (times.split(', ').some((time) => Number.parseFloat(time) > 0)) {
        found.push(`${element.className}${part ?? ''}`);
      }
    }
  }
  return found;
}

/** What the Tab key must reach, in the order of the document. @returns {string[]} */
export function stops() {
  const all = document.querySelectorAll(
    'a[href], button:not(:disabled), input, select, textarea, summary, iframe, [tabindex="0"]',
  );
  return (
    [...all]
      .filter((it) => it.checkVisibility() && !(it instanceof HTMLElement && it.tabIndex < 0))
      // Of several to choose from, the keyboard stops at one.
      .filter((it) => {
        const choices = it.matches('input[type=radio]')
          ? [...document.querySelectorAll('input[type=radio]')]
          : [it];
        return (choices.find((each) => each.matches(':checked')) ?? choices[0]) === it;
      })
      .map(
        (it) => `${[...document.querySelectorAll('*')].indexOf(it)} ${it.outerHTML.slice(0, 120)}`,
      )
  );
}

/**
 * Where the focus is, and what is wrong with how it shows; nothing where it is nowhere.
 * @returns {{ at: string, scrolls: boolean, wrong: string[] } | null}
 */
export function focused() {
  const it = document.activeElement;
  if (!it || it === document.body || it === document.documentElement) return null;
  const style = getComputedStyle(it);
  const wrong = [];
  const drawn = style.outlineStyle !== 'none' && Number.parseFloat(style.outlineWidth) >= 2;
  // A part that browsers themselves let the focus stop at, to scroll it, they also mark themselves.
  // The parts of a time have marks of the browser's own; what is in a frame is marked in there.
  const parts = it.matches('input[type=time], iframe');
  if (!drawn && !parts) wrong.push(`no outline (${style.outline})`);
  const { top, bottom, left, right } = it.getBoundingClientRect();
  const seen = bottom > 0 && top < innerHeight && right > 0 && left < innerWidth;
  if (!seen) wrong.push('out of view');
  // Something in front of it would hide where the focus is (WCAG 2.2, 2.4.11).
  const x = Math.min(Math.max((left + right) / 2, 0), innerWidth - 1);
  const y = Math.min(Math.max((top + bottom) / 2, 0), innerHeight - 1);
  const front = document.elementFromPoint(x, y);
  if (seen && front && !it.contains(front) && !front.contains(it)) wrong.push('covered');
  const scrolls = /auto|scroll/.test(style.overflowY) && it.scrollHeight > it.clientHeight;
  const place = [...document.querySelectorAll('*')].indexOf(it);
  return { at: `${place} ${it.outerHTML.slice(0, 120)}`, scrolls, wrong };
}

/**
 * What the page as a whole lacks: its language, a title, one heading above all, no level left out, and a
 * main part; and which of these live regions is none.
 * @param {string | null} region @returns {string[]}
 */
export function structure(region) {
  const wrong = [];
  const { lang, dir } = document.documentElement;
  if (!lang || !dir) wrong.push(`lang=${lang} dir=${dir}`);
  if (!document.title) wrong.push('no title');
  if (!document.querySelector('main')) wrong.push('no main part');
  const levels = [...document.querySelectorAll('h1, h2, h3, h4')]
    .filter((it) => it.checkVisibility())
    .map((it) => Number(it.tagName[1]));
  if (levels.filter((level) => level === 1).length !== 1) wrong.push(`headings: ${levels}`);
  if (levels.some((level, at) => level > (levels[at - 1] ?? 0) + 1))
    wrong.push(`headings: ${levels}`);
  if (region && !document.querySelector(region)?.closest('[role=status], [aria-live=polite]')) {
    wrong.push(`${region} is not announced`);
  }
  return wrong;
}
