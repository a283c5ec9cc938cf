/**
 * Builds the GitHub page: `node tests/pages/github/build.mjs OUT_FOLDER`. One bundle serves both views.
 * Nothing is done when the sources and the packages are the ones of the last build.
 */
import { createHash } from 'node:crypto';
import { copyFile, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const here = path.dirname(fileURLToPath(import.meta.url));

/** Files that go to the page as they are. */
const AS_IS = ['page.css', 'avatar.svg'];

/** @returns {Promise<typeof import('esbuild')>} */
async function bundler() {
  try {
    return await import(pathToFileURL(path.join(here, 'node_modules/esbuild/lib/main.js')).href);
  } catch (error) {
    throw new Error(
      `The packages of the GitHub page are missing. Run: npm install --prefix ${path.relative(process.cwd(), here) || '.'}`,
      { cause: error },
    );
  }
}

/** @returns {Promise<string>} a hash of all that the page is made of */
async function inputs() {
  const hash = createHash('sha256');
  const entries = await readdir(path.join(here, 'app'), { withFileTypes: true, recursive: true });
  const sources = entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort();
  const own = ['build.mjs', 'package-lock.json', ...AS_IS].map((name) => path.join(here, name));
  for (const file of [...own, ...sources])
    hash.update(`${path.relative(here, file)}\n`).update(await readFile(file));
  return hash.digest('hex');
}

/**
 * Builds the page into a folder, unless it is there already.
 * @param {string} out
 * @returns {Promise<'built' | 'unchanged'>}
 */
export async function buildPage(out) {
  const stamp = path.join(out, 'inputs.sha256');
  const now = await inputs();
  if ((await readFile(stamp, 'utf8').catch(() => '')) === now) return 'unchanged';
  const esbuild = await bundler();
  await mkdir(out, { recursive: true });
  await esbuild.build({
    absWorkingDir: here,
    entryPoints: { app: 'app/main.js' },
    outdir: out,
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2023',
    jsx: 'automatic',
    loader: { '.js': 'jsx' },
    define: { 'process.env.NODE_ENV': '"production"' },
    logLevel: 'error',
  });
  for (const name of AS_IS) await copyFile(path.join(here, name), path.join(out, name));
  await writeFile(stamp, now);
  return 'built';
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const out = process.argv[2];
  if (!out) {
    console.error('Say where to put the page: node tests/pages/github/build.mjs OUT_FOLDER');
    process.exit(2);
  }
  console.log(`GitHub page: ${await buildPage(path.resolve(out))}`);
}
