/**
 * Builds the record page: `node tests/pages/salesforce/build.mjs OUT_FOLDER`.
 * One bundle serves every shadow mode; whether `synthetic-shadow.js` is loaded before it decides.
 * Nothing is done when the sources and the packages are the ones of the last build.
 */
import { createHash } from 'node:crypto';
import { copyFile, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import lwc from '@lwc/rollup-plugin';
import { rollup } from 'rollup';
import { GENERATED, GENERATED_MODULE, generatedModule } from './generated.mjs';

const here = path.dirname(fileURLToPath(import.meta.url));
const modules = path.join(here, 'modules');
const packages = path.resolve(here, '../../../node_modules');
const lightning = path.join(packages, 'lightning-base-components/src/lightning');

/** The packages whose code ends up in the page, or makes it. */
const MADE_OF = [
  'lwc',
  '@lwc/engine-dom',
  '@lwc/synthetic-shadow',
  '@lwc/rollup-plugin',
  'lightning-base-components',
  'rollup',
];

/** Files that go to the page as they are. */
const AS_IS = [
  'record-page.html',
  'style-nonce.js',
  'hostile.js',
  'page.css',
  'base-components.css',
];

/** Icons that the page's components ask for; all 6,600 would quadruple the build. */
const ICONS = [
  'check',
  'chevronright',
  'clear',
  'close',
  'down',
  'edit',
  'event',
  'info',
  'left',
  'preview',
  'right',
  'search',
];

/** Modules that are replaced, and by what. @type {Record<string, string>} */
const REPLACED = {
  // The package's own sheets import it and the package does not contain it.
  'lightning/sldsMediaObject': 'export default [];',
  // The package's modals import it and the package does not contain it: a focus that leaves a modal is
  // fetched back, once the modal has noticed that it lost it.
  'lightning/modalUtils': `export function modalFocusinEventHandler({ currentTarget, target }) {
    const trap = currentTarget === window && this.template.querySelector('lightning-focus-trap');
    if (trap && !this.template.host.contains(target)) requestAnimationFrame(() => trap.focus());
  }`,
  // The package's own default shows the years of a Japanese era to everybody.
  '@salesforce/i18n/showJapaneseCalendar': 'export default false;',
  // Never shown here, and its template carries a style attribute, which the page's policy forbids.
  'lightning/primitiveInputColor': 'export default undefined;',
  '@salesforce/label/LightningPicklist.noneLabel':
    "import { say } from 'workplace/say'; export default say('--None--');",
};

/** What the person's locale decides; the package has en-US only. */
const LOCALISED = [
  'locale',
  'lang',
  'timeZone',
  'firstDayOfWeek',
  ...['short', 'medium', 'long'].flatMap((length) => [
    `dateTime.${length}DateFormat`,
    `dateTime.${length}DateTimeFormat`,
  ]),
  'dateTime.shortTimeFormat',
  'dateTime.mediumTimeFormat',
  'number.groupingSeparator',
  'number.decimalSeparator',
  'number.percentFormat',
  'number.currencyFormat',
];
for (const name of LOCALISED)
  REPLACED[`@salesforce/i18n/${name}`] =
    `import { I18N } from 'workplace/i18n'; export default I18N['${name}'];`;

/**
 * Replaces the icon libraries of the base components by one with only `ICONS`.
 * @returns {import('rollup').Plugin}
 */
function fewIcons() {
  const PREFIX = 'lightning/iconSvgTemplates';
  return {
    name: 'few-icons',
    resolveId: (id) => (id.startsWith(PREFIX) ? `\0${id}` : null),
    load(id) {
      if (!id.startsWith(`\0${PREFIX}`)) return null;
      if (id !== `\0${PREFIX}Utility`) return 'export default {};';
      const from = path.join(lightning, 'iconSvgTemplatesUtility/buildTemplates/utility');
      const imports = ICONS.map(
        (icon) => `import utility_${icon} from ${JSON.stringify(path.join(from, `${icon}.html`))};`,
      );
      return `${imports.join('\n')}\nexport default { ${ICONS.map((icon) => `utility_${icon}`).join(', ')} };`;
    },
  };
}

/** @returns {import('rollup').Plugin} */
const replaced = () => ({
  name: 'replaced',
  resolveId(id, importer) {
    if (id === GENERATED_MODULE || id in REPLACED) return `\0${id}`;
    // A replacement imports the page's own modules, and lies in no folder from which they could be found.
    const own = importer?.startsWith('\0') && /^workplace\/(\w+)$/.exec(id)?.[1];
    return own ? path.join(modules, 'workplace', own, `${own}.js`) : null;
  },
  load(id) {
    if (id === `\0${GENERATED_MODULE}`) return generatedModule();
    return REPLACED[id.slice(1)] ?? null;
  },
});

/**
 * `import.meta.env` and `process.env` exist in bundlers' worlds only.
 * @returns {import('rollup').Plugin}
 */
const production = () => ({
  name: 'production',
  transform: (code) =>
    code
      .replaceAll('import.meta.env.SSR', 'false')
      .replaceAll('process.env.NODE_ENV', '"production"'),
});

/**
 * @param {string} input
 * @param {string} file
 * @param {import('rollup').Plugin[]} plugins
 */
async function bundle(input, file, plugins) {
  const build = await rollup({
    input,
    plugins: [...plugins, production()],
    onwarn: (warning) => {
      // The base components carry notes to their own authors; only what breaks the bundle matters here.
      if (warning.code === 'UNRESOLVED_IMPORT') throw new Error(warning.message);
    },
  });
  await build.write({ file, format: 'iife', inlineDynamicImports: true });
  await build.close();
}

/** @param {string} folder @returns {Promise<string[]>} every file below the folder, in a fixed order */
async function filesBelow(folder) {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort();
}

/** @returns {Promise<string>} a hash of all that the page is made of */
async function inputs() {
  const hash = createHash('sha256');
  for (const name of MADE_OF) {
    const { version } = JSON.parse(
      await readFile(path.join(packages, name, 'package.json'), 'utf8'),
    );
    hash.update(`${name}@${version}\n`);
  }
  const own = ['build.mjs', 'generated.mjs', 'app.js', ...AS_IS].map((name) =>
    path.join(here, name),
  );
  const sources = await Promise.all([modules, path.join(here, 'shell')].map(filesBelow));
  for (const file of [...own, ...sources.flat()]) {
    hash.update(`${path.relative(here, file)}\n`).update(await readFile(file));
  }
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
  await mkdir(out, { recursive: true });
  await bundle(path.join(here, 'app.js'), path.join(out, 'app.js'), [
    fewIcons(),
    replaced(),
    lwc({
      rootDir: modules,
      // The folder, not the package: the package hides `lightning-primitive-icon`, which live pages use.
      modules: [
        ...GENERATED.map(({ name, path }) => ({ name, path })),
        { dir: path.join(packages, 'lightning-base-components/src') },
      ],
      enableDynamicComponents: true,
    }),
  ]);
  await bundle(
    path.join(packages, '@lwc/synthetic-shadow/dist/index.js'),
    path.join(out, 'synthetic-shadow.js'),
    [],
  );
  for (const name of AS_IS) await copyFile(path.join(here, name), path.join(out, name));
  await writeFile(stamp, now);
  return 'built';
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const out = process.argv[2];
  if (!out) {
    console.error('Say where to put the page: node tests/pages/salesforce/build.mjs OUT_FOLDER');
    process.exit(2);
  }
  console.log(`Salesforce record page: ${await buildPage(path.resolve(out))}`);
}
