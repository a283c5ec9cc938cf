// `./build.sh inspect` on saved pages, and when it is used badly.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { savedFrom } from '../../tools/inspect/saved.mjs';
import { EXTENSION } from '../e2e/stage.mjs';

const TOOL = fileURLToPath(new URL('../../tools/inspect.mjs', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'cuecard-inspect-test-'));
after(() => rmSync(folder, { recursive: true, force: true }));

const URL_OF_PAGE =
  'https://acme.lightning.force.com/lightning/r/Opportunity/006Ak000005Nw01IAC/view';
const SAYINGS = [
  { html: '<!-- saved from url=(0022)https://a.example/b?c=d -->', url: 'https://a.example/b?c=d' },
  {
    html: '<!--\n Page saved with SingleFile \n url: https://a.example/b \n saved date: x\n-->',
    url: 'https://a.example/b',
  },
  {
    html: '<link href="https://a.example/b?c=1&amp;d=2" rel="canonical">',
    url: 'https://a.example/b?c=1&d=2',
  },
  { html: "<base href='https://a.example/'>", url: 'https://a.example/' },
  {
    html: '<base href="https://no.example/"><!-- saved from url=(0001)https://a.example/ -->',
    url: 'https://a.example/',
  },
  { html: '<link rel="stylesheet" href="https://a.example/x.css">', url: null },
  { html: '<base href="/"><link rel="canonical" href="/b">', url: null },
  { html: '', url: null },
];
for (const { html, url } of SAYINGS)
  test(`the address in ${JSON.stringify(html)}`, () => {
    assert.equal(savedFrom(html), url);
  });

/** @param {string} field @param {string} value */
const field = (field, value) =>
  `<div data-target-selection-name="sfdc:RecordField.Opportunity.${field}"><span class="test-id__field-value">${value}</span></div>`;
/** @param {string} fields @param {string} [head] */
const record = (fields, head = `<!-- saved from url=(0081)${URL_OF_PAGE} -->`) =>
  `<!doctype html>${head}<body><div class="windowViewMode-normal active lafPageHost">
  <one-record-home-flexipage2><div data-component-id="force_detailPanel">${fields}</div></one-record-home-flexipage2></div>`;

/** @param {string} name @param {string} html */
function save(name, html) {
  const path = join(folder, name);
  writeFileSync(path, html);
  return path;
}

/** @param {string[]} given @returns {Promise<{ code: number, out: string, said: string }>} */
const inspect = (...given) =>
  new Promise((resolve) => {
    execFile(process.execPath, [TOOL, '--extension', EXTENSION, ...given], (error, out, said) =>
      resolve({ code: Number(error?.code ?? 0), out, said }),
    );
  });

/** @param {Awaited<ReturnType<typeof inspect>>} answer */
function stateIn({ code, out, said }) {
  assert.equal(code, 0, said);
  return JSON.parse(out);
}

/** @type {{ what: string, given: string[], code: number, says: RegExp }[]} */
const BAD = [
  { what: 'nothing', given: [], code: 2, says: /Usage/ },
  { what: 'two pages', given: ['a', 'b'], code: 2, says: /Say one page/ },
  { what: 'an unknown option', given: ['--loud', 'a'], code: 2, says: /--loud[\s\S]*Usage/ },
  {
    what: 'patience without a number',
    given: ['--patience', 'long', 'a'],
    code: 2,
    says: /--patience 60/,
  },
  { what: 'no such file', given: ['nowhere.html'], code: 2, says: /begins with https:/ },
  {
    what: 'a saved page without its address',
    given: [save('lost.html', record('', ''))],
    code: 2,
    says: /Say it: --as/,
  },
  {
    what: 'an MHTML archive',
    given: [save('page.mhtml', 'From: <Saved by Blink>\nMIME-Version: 1.0\n\n')],
    code: 2,
    says: /Webpage, Complete/,
  },
  {
    what: 'an address to a live page',
    given: ['--as', URL_OF_PAGE, URL_OF_PAGE],
    code: 2,
    says: /Leave it out/,
  },
  {
    what: 'no address',
    given: ['--as', 'ftp://a.example', save('b.html', '')],
    code: 2,
    says: /https:/,
  },
  {
    what: 'an unknown system',
    given: ['--system', 'abacus', URL_OF_PAGE],
    code: 2,
    says: /salesforce \(Salesforce\)/,
  },
  {
    what: 'no built extension',
    given: ['--extension', folder, URL_OF_PAGE],
    code: 2,
    says: /\.\/build\.sh build/,
  },
  {
    what: 'a page that no adapter knows',
    given: ['https://unknown.example/tickets/1'],
    code: 1,
    says: /No adapter fits[\s\S]*\*\.lightning\.force\.com[\s\S]*\/lightning\/r\/\{object\}\/\{record\}\/view[\s\S]*--system/,
  },
  {
    what: 'a host that is not there',
    given: [URL_OF_PAGE.replace('acme', 'nobody.invalid.acme')],
    code: 3,
    says: /could not be opened[\s\S]*--signed-in-profile/,
  },
  {
    what: 'a page without the part that is read',
    given: ['--patience', '2', '--as', URL_OF_PAGE, save('empty.html', '<p>Loading')],
    code: 3,
    says: /could not be read[\s\S]*--wait/,
  },
];
for (const { what, given, code, says } of BAD)
  test(`${what}: exit code ${code}, and how to mend it`, async () => {
    const answer = await inspect(...given);
    assert.equal(answer.code, code, answer.said);
    assert.match(answer.said, says);
    assert.equal(answer.out, '');
  });

test('a saved page is read where it was saved, open shadow roots included', async () => {
  const shadow = `<x-y><template shadowrootmode="open">${field('CloseDate', '12/24/2026')}</template></x-y>`;
  const state = stateIn(
    await inspect(save('page.html', record(field('StageName', 'Prospecting') + shadow))),
  );
  assert.equal(state.app, 'salesforce');
  assert.equal(state.parts.record, '006Ak000005Nw01IAC');
  assert.equal(state.facts.stage.value, 'Prospecting');
  assert.match(state.facts.stage.select, /RecordField\.Opportunity\.StageName/);
  assert.equal(state.facts.close_date.value, '2026-12-24');
  assert.ok(state.absent.includes('amount'));
});

test('a saved page runs no script and reaches no network; its own style sheet counts', async () => {
  let asked = 0;
  const server = createServer((_, response) => {
    asked += 1;
    response.end();
  });
  await new Promise((ready) => server.listen(0, '127.0.0.1', () => ready(undefined)));
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  try {
    mkdirSync(join(folder, 'whole_files'));
    writeFileSync(join(folder, 'whole_files', 'page.css'), '.old { display: none }');
    const html = record(
      `<div class="old">${field('StageName', 'Prospecting')}</div>${field('StageName', 'Qualification')}
      <link rel="stylesheet" href="./whole_files/page.css"><img src="http://127.0.0.1:${port}/a.png">
      <script>document.querySelectorAll('span').forEach((it) => it.remove());</script>`,
    );
    const state = stateIn(await inspect(save('whole.html', html)));
    assert.equal(state.facts.stage.value, 'Qualification');
    assert.equal(asked, 0);
  } finally {
    server.close();
  }
});

test('a system at a host of one’s own is read when it is named', async () => {
  const file = save('own.html', record(field('StageName', 'Prospecting')));
  const as = ['--as', URL_OF_PAGE.replace('acme.lightning.force.com', 'crm.acme.example'), file];
  assert.equal((await inspect(...as)).code, 1);
  assert.equal(
    stateIn(await inspect('--system', 'salesforce', ...as)).facts.stage.value,
    'Prospecting',
  );
});
