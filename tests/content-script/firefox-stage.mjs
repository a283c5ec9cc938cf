// A real Firefox with the extension under test.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { session } from '../e2e/bidi.mjs';
import { pageOf } from '../e2e/firefox-page.mjs';
import { eventually, makeExtension } from './stage.mjs';

const ID = 'content-script@stage.test';
/** Firefox draws an extension's address at random; a fixed one lets the test open its page. */
export const ADDRESS = 'b6a7a1f0-2222-4333-8444-555566667777';

/** Starts Firefox with the extension under test in it. */
export async function openFirefox() {
  const profile = await mkdtemp(join(tmpdir(), 'cuecard-profile-'));
  const extension = await makeExtension({
    background: { scripts: ['worker.js'] },
    browser_specific_settings: { gecko: { id: ID } },
  });
  const uuids = JSON.stringify(JSON.stringify({ [ID]: ADDRESS }));
  await writeFile(
    join(profile, 'user.js'),
    `user_pref("extensions.webextensions.uuids", ${uuids});\n` +
      'user_pref("services.settings.server", "data:,nothing");\n',
  );
  const child = spawn(
    process.env.CUECARD_FIREFOX ?? 'firefox-esr',
    [
      ...['--headless', '--no-remote', '--profile', profile, '--remote-debugging-port=0'],
      ...['--remote-allow-system-access', 'about:blank'],
    ],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  );
  const ended = once(child, 'exit');
  let said = '';
  child.stderr.on('data', (bytes) => {
    said += bytes;
  });
  const [, address] = await eventually(
    async () => /BiDi listening on (ws:\/\/\S+)/.exec(said),
    'Firefox listens',
  );
  const bidi = await session(address, {});
  await bidi.send('webExtension.install', { extensionData: { type: 'path', path: extension } });
  const tab = async (/** @type {string} */ url) => {
    const { context } = await bidi.send('browsingContext.create', { type: 'tab' });
    const page = pageOf(bidi, context);
    await page.goto(url);
    return { ...page, context };
  };
  return {
    bidi,
    tab,
    async close() {
      bidi.close();
      child.kill();
      await ended;
      for (const folder of [profile, extension]) {
        await rm(folder, { recursive: true, force: true, maxRetries: 5 });
      }
    },
  };
}
