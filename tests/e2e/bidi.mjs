// WebDriver BiDi, as far as the scenes need it: send a command, hear its answer, hear events.
import { connect } from './websocket.mjs';

/** No command of the scenes takes longer on a busy two-core machine. */
const COMMAND_LIMIT_MS = 60_000;

/** @typedef {{ send(method: string, params?: object): Promise<any>, on(event: string, hear: (params: any) => void): void, close(): void }} Session */

/** @param {string} url the browser's `ws://…` address @param {object} capabilities @returns {Promise<Session>} */
export async function session(url, capabilities) {
  /** @type {Map<number, { resolve(value: any): void, reject(error: Error): void }>} */
  const waiting = new Map();
  /** @type {Map<string, ((params: any) => void)[]>} */
  const ears = new Map();
  let last = 0;
  const line = await connect(`${url}/session`, {
    onText(text) {
      const message = JSON.parse(text);
      if (message.type === 'event') {
        for (const hear of ears.get(message.method) ?? []) hear(message.params);
        return;
      }
      const asked = waiting.get(message.id);
      waiting.delete(message.id);
      if (message.type === 'success') asked?.resolve(message.result);
      else asked?.reject(new Error(`${message.error}: ${message.message}`));
    },
    onClose() {
      for (const asked of waiting.values())
        asked.reject(new Error('the browser closed the connection'));
      waiting.clear();
    },
  });
  /** @type {Session["send"]} */
  const send = (method, params = {}) => {
    last += 1;
    const id = last;
    return new Promise((resolve, reject) => {
      const limit = setTimeout(() => {
        waiting.delete(id);
        reject(new Error(`${method} had no answer after ${COMMAND_LIMIT_MS} ms`));
      }, COMMAND_LIMIT_MS);
      const done = (/** @type {(value: any) => void} */ then) => (/** @type {any} */ value) => {
        clearTimeout(limit);
        then(value);
      };
      waiting.set(id, { resolve: done(resolve), reject: done(reject) });
      line.send(JSON.stringify({ id, method, params }));
    });
  };
  await send('session.new', { capabilities: { alwaysMatch: capabilities } });
  return {
    send,
    on: (event, hear) => void ears.set(event, [...(ears.get(event) ?? []), hear]),
    close: () => line.close(),
  };
}
