// Chromium over its debugging pipe: it attaches to what it is told to and to nothing else. Playwright attaches to every
// worker and holds it back until it has, which would be part of a cold start.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { until } from '../tests/e2e/until.mjs';

/** A command that takes longer will never be answered. */
const ANSWER_LIMIT_MS = 20_000;
/** Time for an ordinary end. */
const END_LIMIT_MS = 5_000;

/** @typedef {{ resolve(result: any): void, reject(error: Error): void, method: string }} Waiting */

/**
 * Starts a headless Chromium with these extensions.
 * @param {string[]} extensions folders
 * @param {string} hosts where hosts are found that the network does not have, as --host-resolver-rules takes it
 */
export async function openChromium(extensions, hosts = '') {
  const profile = mkdtempSync(join(tmpdir(), 'cuecard-bench-chromium-'));
  const child = spawn(
    process.env.CUECARD_CHROMIUM ?? '/usr/bin/chromium',
    [
      '--headless=new',
      '--no-sandbox',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--remote-debugging-pipe',
      `--user-data-dir=${profile}`,
      `--load-extension=${extensions.join()}`,
      `--disable-extensions-except=${extensions.join()}`,
      `--host-resolver-rules=${hosts}`,
      'about:blank',
    ],
    { stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'] },
  );
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const out = /** @type {import('node:stream').Writable} */ (child.stdio[3]);
  const into = /** @type {import('node:stream').Readable} */ (child.stdio[4]);
  /** @type {Map<number, Waiting>} */
  const waiting = new Map();
  /** @type {((event: any) => void)[]} */
  const listeners = [];
  let last = 0;
  let rest = '';

  into.setEncoding('utf8').on('data', (text) => {
    const messages = (rest + text).split('\0');
    rest = messages.pop() ?? '';
    for (const message of messages.map((one) => JSON.parse(one))) {
      const asked = waiting.get(message.id);
      if (!asked) for (const listener of listeners) listener(message);
      else if (message.error) asked.reject(new Error(`${asked.method}: ${message.error.message}`));
      else asked.resolve(message.result);
      waiting.delete(message.id);
    }
  });
  // A browser that ends is told of by the commands that it leaves unanswered.
  out.on('error', () => {});

  /** @param {string} method @param {object} [params] @param {string} [sessionId] @returns {Promise<any>} */
  function send(method, params = {}, sessionId) {
    last += 1;
    const id = last;
    return new Promise((resolve, reject) => {
      const limit = setTimeout(() => {
        waiting.delete(id);
        reject(new Error(`Chromium does not answer ${method}`));
      }, ANSWER_LIMIT_MS);
      const settle = (/** @type {() => void} */ end) => {
        clearTimeout(limit);
        end();
      };
      waiting.set(id, {
        method,
        resolve: (result) => settle(() => resolve(result)),
        reject: (error) => settle(() => reject(error)),
      });
      out.write(`${JSON.stringify({ id, method, params, sessionId })}\0`);
    });
  }

  return {
    send,
    /** Calls back for what the browser says unasked. @param {(event: any) => void} listener */
    listen: (listener) => void listeners.push(listener),
    /** The page at this address, in a tab of its own. @param {string} url */
    async page(url) {
      const { targetId } = await send('Target.createTarget', { url });
      const { sessionId } = await send('Target.attachToTarget', { targetId, flatten: true });
      /** Runs an expression there and gives what it comes to. @param {string} expression @param {number} [contextId] in a world beside the page's own */
      const evaluate = async (expression, contextId) => {
        const params = { expression, contextId, awaitPromise: true, returnByValue: true };
        const { result, exceptionDetails } = await send('Runtime.evaluate', params, sessionId);
        if (exceptionDetails)
          throw new Error(
            `${url}: ${exceptionDetails.exception?.description ?? exceptionDetails.text}`,
          );
        return result.value;
      };
      await until(`${url} is loaded`, () =>
        evaluate(`location.href === ${JSON.stringify(url)} && document.readyState === 'complete'`),
      );
      /** The world that this extension's content script has in the page. @param {string} origin */
      const worldOf = async (origin) => {
        /** @type {number | undefined} */
        let world;
        listeners.push(({ method, params, sessionId: heardIn }) => {
          const isIt = method === 'Runtime.executionContextCreated' && heardIn === sessionId;
          if (isIt && params.context.origin === origin) world = params.context.id;
        });
        await send('Runtime.enable', {}, sessionId);
        return until(`the content script of ${origin} runs in ${url}`, () => world);
      };
      return { sessionId, evaluate, worldOf };
    },
    /** Ends the browser and forgets its profile. */
    async close() {
      const stubborn = setTimeout(() => child.kill('SIGKILL'), END_LIMIT_MS);
      await Promise.race([send('Browser.close').catch(() => {}), ended]);
      await ended;
      clearTimeout(stubborn);
      // Its helpers outlive it for a moment and may still be writing.
      await until('the profile is gone', () => {
        rmSync(profile, { recursive: true, force: true });
        return true;
      });
    },
  };
}
