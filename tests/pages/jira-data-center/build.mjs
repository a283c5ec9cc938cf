/**
 * Puts the page's files into a folder: `node tests/pages/jira-data-center/build.mjs OUT_FOLDER`. The Atlassian UI
 * library and jQuery go there as published; nothing is bundled. Does nothing when nothing changed.
 */
import { createHash } from 'node:crypto';
import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const here = path.dirname(fileURLToPath(import.meta.url));
const packages = path.join(here, 'node_modules');
const PACKAGES = ['@atlassian/aui', 'jquery'];
const AUI = path.join(packages, '@atlassian/aui/dist/aui');

/** What the page loads of the library. The map files would double its size. */
const AUI_PARTS = ['aui-prototyping.js', 'aui-prototyping.css', 'fonts', 'images'];

/** @returns {Promise<string>} a hash of all that the page's files are made of */
async function inputs() {
  const hash = createHash('sha256').update(await readFile(fileURLToPath(import.meta.url)));
  for (const name of PACKAGES) {
    const manifest = await readFile(path.join(packages, name, 'package.json'), 'utf8').catch(() => {
      throw new Error(`${name} is missing: run "npm install" in tests/pages/jira-data-center.`);
    });
    hash.update(`${name}@${JSON.parse(manifest).version}\n`);
  }
  for (const name of (await readdir(path.join(here, 'client'))).sort())
    hash.update(name).update(await readFile(path.join(here, 'client', name)));
  return hash.digest('hex');
}

/**
 * @param {string} out
 * @returns {Promise<'built' | 'unchanged'>}
 */
export async function buildPage(out) {
  const stamp = path.join(out, 'inputs.sha256');
  const now = await inputs();
  if ((await readFile(stamp, 'utf8').catch(() => '')) === now) return 'unchanged';
  await rm(out, { recursive: true, force: true });
  await mkdir(path.join(out, 'aui'), { recursive: true });
  for (const part of AUI_PARTS)
    await cp(path.join(AUI, part), path.join(out, 'aui', part), { recursive: true });
  await cp(path.join(packages, 'jquery/dist/jquery.min.js'), path.join(out, 'jquery.js'));
  await cp(path.join(here, 'client'), path.join(out, 'client'), { recursive: true });
  await writeFile(stamp, now);
  return 'built';
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const out = process.argv[2];
  if (!out) {
    console.error('Say where to put it: node tests/pages/jira-data-center/build.mjs OUT_FOLDER');
    process.exit(2);
  }
  console.log(`Jira Data Center page: ${await buildPage(path.resolve(out))}`);
}
