// The co-sign page as a manager meets it: an extension that belongs to an organisation, hands, and what has to
// hold of it in every state.
import assert from 'node:assert/strict';
import { copyFileSync, cpSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Extension, inspect, launch } from './browser.mjs';
import { builtFolder, temporary } from './built.mjs';
import { lostWords, smallTargets, structure } from './checks.mjs';

/** @typedef {import('playwright-core').Page} Page */
/** @typedef {import('./organisation.mjs').Organisation} Organisation */

const AXE = join(dirname(fileURLToPath(import.meta.url)), '../../node_modules/axe-core/axe.min.js');
const NARROW = { width: 320, height: 640 };

/** A browser with the built extension, and nothing kept in it yet. @param {string} [language] */
export async function start(language) {
  const folder = temporary();
  cpSync(builtFolder(), folder, { recursive: true });
  copyFileSync(AXE, join(folder, 'axe.js'));
  const context = await launch([folder], language);
  const worker = context.serviceWorkers()[0] ?? (await context.waitForEvent('serviceworker'));
  return new Extension(context, worker, folder);
}

/**
 * Ends it. The browser itself tells of files that are not there, such as the next root.
 * @param {Extension} extension
 * @param {RegExp} [also] what else it tells of
 */
export async function ends(extension, also = /404/) {
  const isExpected = (/** @type {string} */ it) =>
    /ERR_EMPTY_RESPONSE|404/.test(it) || also.test(it);
  extension.troubles = extension.troubles.filter((it) => !isExpected(it));
  await extension.stop();
}

/** Opens the page, once it shows something. @param {Extension} extension @param {object} [view] */
export async function open(extension, view = { width: 800, height: 900 }) {
  const page = await extension.blank(view);
  await page.goto(`${extension.origin}/ui/cosign.html`);
  await page.locator('h1').waitFor();
  return page;
}

/** @param {Extension} extension @param {object} membership */
export async function joins(extension, membership) {
  const page = await extension.blank({});
  await page.goto(`${extension.origin}/ui/popup.html`);
  const answer = await page.evaluate(
    (member) => chrome.runtime.sendMessage({ kind: 'join', member }),
    membership,
  );
  assert.deepEqual(answer, { ok: true });
  await page.close();
}

/** Presses keys, and counts them. @param {Page} page */
export function hands(page) {
  let count = 0;
  return {
    /** @param {string[]} keys */
    async press(...keys) {
      for (const key of keys) {
        await page.keyboard.press(key);
        count++;
      }
    },
    /** Goes on by the Tab key to what has this name. @param {string} name */
    async to(name) {
      for (let step = 0; step < 30; step++) {
        await this.press('Tab');
        if ((await nameOf(page)).startsWith(name)) return;
      }
      assert.fail(`the Tab key never reaches ${name}`);
    },
    /** @param {string} text */
    async type(text) {
      await page.keyboard.type(text);
      count += text.length;
    },
    get count() {
      return count;
    },
  };
}

/** The name of what has the focus. @param {Page} page */
const nameOf = (page) =>
  page.evaluate(() => {
    const at = document.activeElement;
    const label = at && 'labels' in at ? /** @type {HTMLInputElement} */ (at).labels?.[0] : null;
    return (at?.getAttribute('aria-label') ?? label?.textContent ?? at?.textContent ?? '').trim();
  });

/**
 * Saves what is downloaded while something is done, in the organisation's folder.
 * @param {Organisation} organisation
 * @param {Page} page
 * @param {() => Promise<unknown>} act
 */
export async function saved(organisation, page, act) {
  const [download] = await Promise.all([page.waitForEvent('download'), act()]);
  const name = download.suggestedFilename();
  await download.saveAs(join(organisation.folder, name));
  return name;
}

/**
 * Makes a key, by the keyboard, and has it enrolled.
 * @param {Organisation} organisation
 * @param {Page} page
 * @param {string} who
 * @param {() => unknown} publish
 */
export async function enrolled(organisation, page, who, publish = () => organisation.publish()) {
  const hand = hands(page);
  await hand.to('Who you are');
  await hand.type(who);
  await hand.press('Enter');
  await page.getByRole('heading', { name: 'You are not enrolled yet' }).waitFor();
  await hand.to('Save the file to send');
  const file = await saved(organisation, page, () => hand.press('Enter'));
  const print = await page.locator('.fingerprint').textContent();
  const shown = organisation.does('key', 'show', file);
  assert.equal(shown, `${who}\nfingerprint ${print}\n`, 'as the command shows it');
  organisation.enrol(file, print ?? '');
  publish();
  await hand.to('Look again');
  await hand.press('Enter');
  await page.getByRole('heading', { name: /^Waiting for you/ }).waitFor();
}

/** What has to hold of a page in every state. @param {Page} page @param {string} name */
export async function holds(page, name) {
  await page.waitForFunction(() =>
    [...document.querySelectorAll('iframe')].every((frame) =>
      frame.contentDocument?.querySelector('.card, section'),
    ),
  );
  assert.deepEqual(await page.evaluate(structure, null), [], name);
  await inspect(page, `cosign-${name}`);
  const view = page.viewportSize() ?? NARROW;
  await page.setViewportSize(NARROW);
  assert.deepEqual(await page.evaluate(lostWords, []), [], `${name}, narrow`);
  assert.deepEqual(await page.evaluate(smallTargets, 24), [], name);
  await inspect(page, `cosign-${name}-narrow`);
  await page.setViewportSize(view);
}
