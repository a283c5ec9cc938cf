// The worlds of a page: its own, the content script's, and one beside both where nothing has changed what the browser
// offers.
import { until } from '../../tests/e2e/until.mjs';

/** @typedef {import('../../tests/e2e/chromium.mjs').Tab} Tab */
/** Runs a function with these arguments there, functions among them, and gives what it comes to. @typedef {(run: Function, ...given: unknown[]) => Promise<any>} World */

/**
 * The worlds of what the tab shows now.
 * @param {Tab} tab @param {string} extensionId
 */
export async function worldsOf({ page }, extensionId) {
  const session = await page.context().newCDPSession(page);
  const { frameTree } = await session.send('Page.getFrameTree');
  const { id: frameId } = frameTree.frame;
  /** @type {number | undefined} */
  let contentScript;
  session.on('Runtime.executionContextCreated', ({ context }) => {
    const isOwn = context.origin === `chrome-extension://${extensionId}`;
    if (isOwn && context.auxData?.frameId === frameId) contentScript = context.id;
  });
  await session.send('Runtime.enable');
  const { executionContextId } = await session.send('Page.createIsolatedWorld', { frameId });

  /** @param {number} [contextId] @returns {World} */
  const world =
    (contextId) =>
    async (run, ...given) => {
      const texts = given.map((one) =>
        typeof one === 'function' ? String(one) : JSON.stringify(one),
      );
      const { result, exceptionDetails } = await session.send('Runtime.evaluate', {
        contextId,
        expression: `(${run})(${texts.join()})`,
        awaitPromise: true,
        returnByValue: true,
      });
      if (exceptionDetails)
        throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
      return result.value;
    };
  return {
    beside: world(executionContextId),
    page: world(),
    /** Where the content script of the extension runs. */
    contentScript: async () =>
      world(await until('the content script runs in the page', () => contentScript)),
    /** Runs a script in the page's own world. @param {string} expression */
    run: (expression) => session.send('Runtime.evaluate', { expression }),
    forget: () => session.detach(),
  };
}
