/**
 * What Cuecard sees on one page, as JSON: `./build.sh inspect URL_OR_FILE`. For those who write adapters.
 *
 * Exit codes: 0 read; 1 no adapter fits the address; 2 bad use; 3 the page could not be opened or read.
 */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { inspect } from './inspect/page.mjs';
import { savedFrom } from './inspect/saved.mjs';
import { Trouble } from './inspect/trouble.mjs';

const EXTENSION = fileURLToPath(new URL('../target/extension', import.meta.url));
const BAD_USE = 2;
const UNREAD = 3;
const USAGE = `Usage: ./build.sh inspect URL_OR_FILE [options]
  --as URL                   of a saved page: the address that it was saved from, when it does not say so itself
  --system APP               the system at this host, when it is one of your own, such as jira-data-center
  --wait SELECTOR            read only once this is on the page
  --patience SECONDS         how long to wait for it, and for a page that reads
  --signed-in-profile DIR    a browser profile in which you are signed in; make one with
                             chromium --user-data-dir=DIR, sign in there, and close that browser
  --extension DIR            another built extension than target/extension`;

/** @param {string} what @param {...string} mend */
const badUse = (what, ...mend) => new Trouble(BAD_USE, what, ...mend);

/** @returns {import('./inspect/page.mjs').Wish} */
function wish() {
  const text = /** @type {const} */ ({ type: 'string' });
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      as: text,
      system: text,
      wait: text,
      patience: text,
      'signed-in-profile': text,
      extension: text,
    },
  });
  const [target] = positionals;
  if (!target || positionals.length > 1) throw badUse('Say one page to look at.', USAGE);
  const extension = values.extension ?? EXTENSION;
  if (!existsSync(`${extension}/content.json`))
    throw badUse(`There is no built extension in ${extension}.`, 'Build it: ./build.sh build');
  const patience = values.patience === undefined ? undefined : Number(values.patience);
  if (patience !== undefined && !(patience > 0))
    throw badUse(
      `--patience ${values.patience} is no number of seconds.`,
      'Write it like --patience 60.',
    );
  const common = {
    extension,
    system: values.system,
    wait: values.wait,
    patience,
    profile: values['signed-in-profile'],
  };
  if (/^https?:\/\//i.test(target)) {
    if (values.as) throw badUse('--as is for saved pages.', 'Leave it out.');
    return { ...common, url: address(target) };
  }
  if (!existsSync(target) || !statSync(target).isFile())
    throw badUse(`${target} is no file, and no address.`, 'An address begins with https://.');
  const html = readFileSync(target, 'utf8');
  if (/^(From|MIME-Version|Subject):/m.test(html.slice(0, 1_000)) && !/^\s*</.test(html))
    throw badUse(
      `${target} is an MHTML archive.`,
      'Save the page again as “Webpage, Complete” or “HTML only”.',
    );
  const from = values.as ?? savedFrom(html);
  if (!from)
    throw badUse(
      `${target} does not say which address it was saved from.`,
      'Say it: --as https://…',
    );
  return { ...common, url: address(from), file: target, html };
}

/** @param {string} text */
function address(text) {
  const url = URL.parse(text);
  if (!url || !/^https?:$/.test(url.protocol))
    throw badUse(`${text} is no address.`, 'Write it as the browser shows it: https://…');
  return url.href;
}

try {
  const state = await inspect(wish());
  console.log(JSON.stringify(state, null, 2));
} catch (error) {
  const isUsage = error instanceof TypeError && 'code' in error;
  const trouble = isUsage ? badUse(error.message, USAGE) : error;
  if (trouble instanceof Trouble) {
    console.error([trouble.message, ...trouble.mend].join('\n'));
    process.exitCode = trouble.code;
  } else {
    console.error('This should not have happened:', error);
    process.exitCode = UNREAD;
  }
}
