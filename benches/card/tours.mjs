// Product tours that draw a popover at an element of the page: what the card is measured beside. They are already
// there when the page settles, and decide nothing.
import { readFileSync } from 'node:fs';

/** What the card says; the popovers say the same. @typedef {{ title: string, html: string, buttons: string[] }} Said */
/** @typedef {(anchor: Element, said: Said) => unknown} Show runs in the page */
/** @typedef {{ name: string, code: string, style: string, popover: string, show: Show }} Tour */

/** @param {string} name */
const file = (name) =>
  readFileSync(new URL(`../peers/node_modules/${name}`, import.meta.url), 'utf8');

/** A module of the kind that Node loads, as a script that keeps what it exports under a name. @param {string} name @param {string} code */
const script = (name, code) =>
  `globalThis.${name} = ((exports) => { ${code}\nreturn exports; })({}).default;`;

/** Each as its own first example uses it, with what it does by default. @type {Tour[]} */
export const TOURS = [
  {
    name: 'driver.js',
    code: file('driver.js/dist/driver.js.iife.js'),
    style: file('driver.js/dist/driver.css'),
    popover: '.driver-popover',
    show: (element, { title, html, buttons }) => {
      const { driver } = Reflect.get(globalThis, 'driver').js;
      driver().highlight({
        element,
        popover: {
          title,
          description: html,
          showButtons: ['close'],
          // It has no buttons but those of a tour.
          onPopoverRender(/** @type {{ footerButtons: Element, footer: HTMLElement }} */ popover) {
            popover.footer.style.display = 'flex';
            popover.footerButtons.replaceChildren(
              ...buttons.map((label) => {
                const button = document.createElement('button');
                button.textContent = label;
                return button;
              }),
            );
          },
        },
      });
    },
  },
  {
    name: 'shepherd.js',
    code: script('Shepherd', file('shepherd.js/dist/cjs/shepherd.cjs')),
    style: file('shepherd.js/dist/css/shepherd.css'),
    popover: '.shepherd-element',
    show: (element, { title, html, buttons }) => {
      const { Tour } = Reflect.get(globalThis, 'Shepherd');
      const tour = new Tour({ defaultStepOptions: { cancelIcon: { enabled: true } } });
      tour.addStep({
        title,
        text: html,
        attachTo: { element, on: 'bottom' },
        buttons: buttons.map((text) => ({ text, action: tour.next })),
      });
      tour.start();
    },
  },
];

/**
 * Runs in the page: shows what is `said` at the element that is called.
 * @param {{ style: string, popover: string, said: Said, call: string }} what @param {Show} show
 * @param {typeof import('./watch.mjs').noteShown} noteShown
 */
export function awaitCall({ style, popover, said, call }, show, noteShown) {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(style);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  const answer = (/** @type {Event} */ event) => {
    const [anchor] = event.composedPath();
    noteShown(() => document.querySelector(popover));
    if (anchor instanceof Element) show(anchor, said);
  };
  document.addEventListener(call, answer, { once: true, capture: true });
}
