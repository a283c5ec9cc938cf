// As much of a playwright page as the gestures on the record page use, over WebDriver BiDi: so that one
// set of gestures serves both browsers. Every click and key is the browser's own, as a person's.
import { until } from './until.mjs';

/** @typedef {import("./bidi.mjs").Session} Session */
/** @typedef {{ sharedId: string }} Element */

/** Queries run beside the page, not in it: the page's own world hides synthetic shadow from `querySelectorAll`. */
const SANDBOX = 'cuecard-scenes';
/** WebDriver's names of keys that have no character. */
const KEYS = /** @type {Record<string, string>} */ ({
  ControlOrMeta: '\uE009',
  Delete: '\uE017',
  Enter: '\uE007',
  Escape: '\uE00C',
  Tab: '\uE004',
});

/** Where it then is in the window; nothing where it is not. */
const BRING_INTO_VIEW = `(element) => {
  element.scrollIntoView({ block: "center" });
  const { x, y, width, height } = element.getBoundingClientRect();
  const [left, top] = [x + width / 2, y + height / 2];
  return left > 0 && left < innerWidth && top > 0 && top < innerHeight ? left + " " + top : "";
}`;
/** @param {Session} browser @param {string} context @param {string} code @param {unknown[]} values @param {boolean} [apart] */
async function call(browser, context, code, values, apart = true) {
  const answer = await browser.send('script.callFunction', {
    functionDeclaration: code,
    arguments: values,
    target: apart ? { context, sandbox: SANDBOX } : { context },
    awaitPromise: true,
    resultOwnership: 'root',
  });
  if (answer.type === 'exception') throw new Error(answer.exceptionDetails.text);
  return answer.result;
}

/** @param {unknown} value */
const json = (value) => ({ type: 'string', value: JSON.stringify(value ?? null) });

/** @param {Session} browser @param {string} context a tab or a frame */
export function pageOf(browser, context) {
  /** @param {object} source */
  const act = (source) => browser.send('input.performActions', { context, actions: [source] });
  /** @param {string} chord such as `a`, `Tab`, `ControlOrMeta+a` */
  const press = (chord) => {
    const keys = chord.length === 1 ? [chord] : chord.split('+');
    const down = keys.map((key) => ({ type: 'keyDown', value: KEYS[key] ?? key }));
    const up = keys.map((key) => ({ type: 'keyUp', value: KEYS[key] ?? key })).reverse();
    return act({ type: 'key', id: 'keyboard', actions: [...down, ...up] });
  };

  /** @param {string[]} selectors each within what the one before it found */
  function locator(selectors) {
    /** @param {boolean} rendered @returns {Promise<Element | null>} */
    const find = async (rendered) => {
      const found = await call(
        browser,
        context,
        `(selectors, rendered) => JSON.parse(selectors)
          .reduce((places, selector) => places.flatMap((place) => [...place.querySelectorAll(selector)]), [document])
          .find((element) => !JSON.parse(rendered) || element.checkVisibility()) ?? null`,
        [json(selectors), json(rendered)],
      );
      return found.type === 'node' ? found : null;
    };
    const there = () => until(`there is ${selectors.join(' ')}`, () => find(true));
    const self = {
      locator: (/** @type {string} */ selector) => locator([...selectors, selector]),
      first: () => self,
      async waitFor({ state = 'visible' } = {}) {
        if (state === 'visible') await there();
        else
          await until(
            `there is no ${selectors.join(' ')}`,
            async () => (await find(false)) === null,
          );
      },
      async click() {
        // Lists are placed after they open, and a page that still fills itself moves what is on it, or
        // renders it anew.
        let before = '';
        const element = await until(`${selectors.join(' ')} stands still in view`, async () => {
          const found = await find(true);
          if (!found) return null;
          const { value: now } = await call(browser, context, BRING_INTO_VIEW, [found]);
          const still = now !== '' && now === before;
          before = now;
          return still ? found : null;
        });
        const origin = { type: 'element', element: { sharedId: element.sharedId } };
        await act({
          type: 'pointer',
          id: 'mouse',
          actions: [
            { type: 'pointerMove', x: 0, y: 0, origin },
            { type: 'pointerDown', button: 0 },
            { type: 'pointerUp', button: 0 },
          ],
        });
      },
      async press(/** @type {string} */ chord) {
        await there();
        await press(chord);
      },
      async pressSequentially(/** @type {string} */ text) {
        await there();
        for (const character of text) await press(character);
      },
      /** @param {(element: any) => unknown} code */
      async evaluate(code) {
        const { value } = await call(
          browser,
          context,
          `(element) => JSON.stringify((${code})(element))`,
          [await there()],
        );
        return value === undefined ? undefined : JSON.parse(value);
      },
    };
    return self;
  }

  return {
    locator: (/** @type {string} */ selector) => locator([selector]),
    keyboard: { press },
    /** Runs a function in the page's own world. @param {(argument: any) => unknown} code @param {unknown} [argument] @returns {Promise<any>} */
    async evaluate(code, argument) {
      const source = `async (argument) => JSON.stringify(await (${code})(JSON.parse(argument)))`;
      const { value } = await call(browser, context, source, [json(argument)], false);
      return value === undefined ? undefined : JSON.parse(value);
    },
    /** @param {(url: URL) => boolean} fits */
    async waitForURL(fits) {
      await until('the tab is at the address', async () => {
        const { contexts } = await browser.send('browsingContext.getTree', {
          root: context,
          maxDepth: 0,
        });
        return fits(new URL(contexts[0].url));
      });
    },
    async goto(/** @type {string} */ url) {
      await browser.send('browsingContext.navigate', { context, url, wait: 'complete' });
    },
  };
}
