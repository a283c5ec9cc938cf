// Pictures of the scenes, kept for a person to look at.
import { appendFileSync, mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const FOLDER = resolve(
  process.env.CUECARD_ARTEFACTS ?? fileURLToPath(new URL('../artefacts', import.meta.url)),
);

/**
 * Takes a picture and notes in `pictures.txt` what it shows.
 * @param {{ screenshot(path: string): Promise<void> }} tab
 * @param {string} scene  such as `scene1`
 * @param {string} shows  in plain words, such as `pricing aid beside the record`
 */
export async function picture(tab, scene, shows) {
  mkdirSync(FOLDER, { recursive: true });
  const name = `${scene}-${shows.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')}.png`;
  const path = join(FOLDER, name);
  await tab.screenshot(path);
  appendFileSync(join(FOLDER, 'pictures.txt'), `${name}\t${scene}: ${shows}\n`);
  return path;
}
