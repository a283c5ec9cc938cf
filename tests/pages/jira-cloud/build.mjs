/**
 * Builds the Jira pages: `node tests/pages/jira-cloud/build.mjs OUT_FOLDER`.
 * Nothing is done when the sources and the packages are the ones of the last build.
 */
import { createHash } from 'node:crypto';
import { copyFile, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const here = path.dirname(fileURLToPath(import.meta.url));
const sources = path.join(here, 'page');
const packages = path.join(here, 'node_modules');

/** Atlassian's design tokens as the live pages load them: two colour themes and what both share. */
const THEMES = ['light', 'dark', 'spacing', 'shape', 'typography', 'motion'];

/**
 * The themes as one style sheet: the package would put them into the page as it runs, which the page's policy forbids.
 * @param {NodeJS.Require} load
 */
const tokens = (load) => ({
  name: 'atlaskit-tokens',
  /** @param {import('./node_modules/esbuild/lib/main.js').PluginBuild} build */
  setup(build) {
    build.onResolve({ filter: /^atlaskit-tokens$/ }, () => ({
      path: 'tokens.css',
      namespace: 'tokens',
      sideEffects: true,
    }));
    build.onLoad({ filter: /.*/, namespace: 'tokens' }, () => ({
      contents: THEMES.map((theme) =>
        String(load(`@atlaskit/tokens/dist/cjs/artifacts/themes/atlassian-${theme}.js`).default),
      ).join('\n'),
      loader: /** @type {const} */ ('css'),
    }));
  },
});

/** @returns {Promise<string>} a hash of all that the page is made of; throws when its packages are missing */
async function inputs() {
  const hash = createHash('sha256');
  // What npm installed, to the version; written by npm itself.
  const installed = await readFile(path.join(packages, '.package-lock.json')).catch(() => null);
  if (!installed)
    throw new Error(
      'The packages of the Jira page are missing. Run: npm install --legacy-peer-deps --prefix tests/pages/jira-cloud',
    );
  hash.update(installed);
  const names = (await readdir(sources)).sort().map((name) => path.join(sources, name));
  for (const file of [path.join(here, 'build.mjs'), path.join(here, 'page.html'), ...names])
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
  const load = createRequire(import.meta.url);
  /** @type {typeof import('./node_modules/esbuild/lib/main.js')} */
  const { build } = load('esbuild');
  await mkdir(out, { recursive: true });
  await build({
    entryPoints: [path.join(sources, 'app.js')],
    outdir: out,
    bundle: true,
    // Also shortens the names of our own style rules, so that no reader can hold on to them.
    minify: true,
    format: 'iife',
    jsx: 'automatic',
    loader: { '.js': 'jsx' },
    define: { 'process.env.NODE_ENV': '"production"', 'process.env': '{}' },
    plugins: [tokens(load)],
    logLevel: 'error',
  });
  await copyFile(path.join(here, 'page.html'), path.join(out, 'page.html'));
  await writeFile(stamp, now);
  return 'built';
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const out = process.argv[2];
  if (!out) {
    console.error('Say where to put the page: node tests/pages/jira-cloud/build.mjs OUT_FOLDER');
    process.exit(2);
  }
  console.log(`Jira pages: ${await buildPage(path.resolve(out))}`);
}
