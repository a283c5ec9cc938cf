// `./build.sh inspect` on a page that is open in the network, here the workplace.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { inspect } from '../../tools/inspect/page.mjs';
import { EXTENSION, PAGES } from '../e2e/stage.mjs';
import { buildPage } from '../pages/salesforce/build.mjs';
import { recordUrl } from '../pages/salesforce/gestures.mjs';
import { opportunityId, startWorkplace } from '../workplace/server.mjs';

const GOLDEN = new URL('../pages/salesforce/golden/opportunity.json', import.meta.url);
const ID = opportunityId(1);

/** @type {import('../workplace/server.mjs').Workplace} */
let workplace;
before(async () => {
  await buildPage(PAGES);
  workplace = await startWorkplace({ pages: PAGES });
});
after(() => workplace.close());

/** @param {string} url @param {string} [wait] @param {number} [patience] */
const read = (url, wait, patience) =>
  inspect({
    url,
    wait,
    patience,
    extension: EXTENSION,
    browserArguments: [
      `--host-resolver-rules=MAP * 127.0.0.1:${workplace.port}`,
      `--ignore-certificate-errors-spki-list=${workplace.certificateHash}`,
    ],
  });

test('a record page reads as its golden file says, and each fact says where', async () => {
  const state = await read(recordUrl(ID));
  const { facts, ...rest } = JSON.parse(readFileSync(GOLDEN, 'utf8'));
  assert.deepEqual({ ...state, facts: undefined }, { ...rest, facts: undefined });
  for (const [name, { value, at }] of Object.entries(facts)) {
    assert.equal(state.facts[name]?.value, value, name);
    assert.equal(Boolean(state.facts[name]?.select), at !== undefined, name);
  }
});

test('what is waited for is there when the page is read', async () => {
  const state = await read(recordUrl(ID, { slow: 3_000 }), '.test-id__field-value');
  assert.equal(state.facts.next_step?.value, 'Send the revised quote');
});

for (const { what, url, wait, code, says } of [
  {
    what: 'a page that is not there',
    url: recordUrl(ID).replace('/lightning/r/', '/x/r/'),
    code: 1,
    says: /No adapter fits/,
  },
  {
    what: 'a wait for what never comes',
    url: recordUrl(ID),
    wait: '#never',
    code: 3,
    says: /#never never came/,
  },
])
  test(`${what} is said: exit code ${code}`, async () => {
    await assert.rejects(read(url, wait, 2), (/** @type {any} */ error) => {
      assert.equal(error.code, code);
      assert.match(error.message, says);
      return true;
    });
  });
