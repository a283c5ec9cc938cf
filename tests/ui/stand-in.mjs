// The built pages in an extension of their own, with a stand-in for the worker.
import { copyFileSync, cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { builtFolder, temporary } from './built.mjs';
import { standInContent } from './stand-in-content.mjs';

const HERE = dirname(fileURLToPath(import.meta.url));
const AXE = join(HERE, '..', '..', 'node_modules', 'axe-core', 'axe.min.js');

/** What the pages load before their own script. */
const BEFORE = ['states', 'world']
  .map((part) => `<script src="/stand-in-${part}.js"></script>`)
  .join('');

/** @type {string | undefined} */
let built;

/** @typedef {Record<string, unknown[]>} Answers what the worker says to each kind of message, in turn */
/** @typedef {Record<string, { message: string }>} Catalogue */

/** The sentences of a language of the extension. @param {'en' | 'de'} language @returns {Catalogue} */
export function catalogue(language) {
  built ??= builtFolder();
  return JSON.parse(readFileSync(join(built, '_locales', language, 'messages.json'), 'utf8'));
}

/**
 * A folder with such an extension; it goes when the tests end.
 * @param {object} [wish]
 * @param {Catalogue} [wish.sentences] the only ones that it speaks, whatever the browser's language is
 * @param {Record<string, { answers: Answers, world?: object }>} [wish.states] what its worker answers to
 *   pages of each `?state=`, and what is stood in for there besides
 * @param {object} [wish.manifest] replaces parts of the manifest
 */
export function standIn({ sentences, states = {}, manifest = {} } = {}) {
  built ??= builtFolder();
  const folder = temporary();
  const parts = ['ui', 'icons', 'content-script', sentences ? '_locales/en' : '_locales'];
  for (const part of parts) cpSync(join(built, part), join(folder, part), { recursive: true });
  if (sentences)
    writeFileSync(join(folder, '_locales/en/messages.json'), JSON.stringify(sentences));
  for (const part of ['worker.js', 'page.js', 'world.js']) {
    copyFileSync(join(HERE, `stand-in-${part}`), join(folder, `stand-in-${part}`));
  }
  for (const part of ['html', 'css', 'js']) {
    copyFileSync(
      join(HERE, `stand-in-record.${part}`),
      join(folder, 'ui', `stand-in-record.${part}`),
    );
  }
  const parted = (/** @type {'answers' | 'world'} */ part) =>
    JSON.stringify(
      Object.fromEntries(Object.entries(states).map(([key, state]) => [key, state[part]])),
    );
  writeFileSync(
    join(folder, 'stand-in-states.js'),
    `globalThis.states = ${parted('answers')};\nglobalThis.worlds = ${parted('world')};\n`,
  );
  for (const name of readdirSync(join(folder, 'ui')).filter((name) => name.endsWith('.html'))) {
    const page = readFileSync(join(folder, 'ui', name), 'utf8');
    writeFileSync(join(folder, 'ui', name), page.replace('<script', `${BEFORE}<script`));
  }
  for (const name of ['content.json', 'content.de.json'])
    writeFileSync(join(folder, name), standInContent());
  copyFileSync(AXE, join(folder, 'axe.js'));
  const usual = JSON.parse(readFileSync(join(HERE, 'stand-in-manifest.json'), 'utf8'));
  writeFileSync(join(folder, 'manifest.json'), JSON.stringify({ ...usual, ...manifest }));
  return folder;
}
