// What ships asks for as little as it can: the promise that an admin checks first.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { FILES as CONTENT_SCRIPT } from '../content-script/shipped.mjs';

const SHIPPED = fileURLToPath(new URL('../../target/extension/', import.meta.url));
const manifest = JSON.parse(readFileSync(`${SHIPPED}manifest.json`, 'utf8'));
const files = readdirSync(SHIPPED, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => `${entry.parentPath.slice(SHIPPED.length)}/${entry.name}`.replace(/^\//, ''));

test('no host and no permission that it could do without', () => {
  // The panel beside the page, and what a policy says, add no warning to what the person is asked.
  assert.deepEqual(manifest.permissions, ['alarms', 'scripting', 'sidePanel', 'storage']);
  assert.equal(manifest.host_permissions, undefined, 'hosts are asked for one by one');
  assert.equal(manifest.content_scripts, undefined, 'no page is read before the person allows it');
  assert.equal(manifest.incognito, 'not_allowed');
});

test('no code but its own runs', () => {
  const policy = manifest.content_security_policy.extension_pages;
  assert.match(policy, /(^|; )script-src 'self' 'wasm-unsafe-eval'(;|$)/);
  assert.match(policy, /default-src 'none'/);
  for (const file of files.filter((name) => /\.(js|html)$/.test(name))) {
    const text = readFileSync(SHIPPED + file, 'utf8');
    assert.doesNotMatch(
      text,
      /innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(/,
      file,
    );
    assert.doesNotMatch(text, /<script[^>]*(src="https?:|>[^<])/, file);
  }
});

test('only the card can be reached from a page, and only by a name of this session', () => {
  assert.deepEqual(
    manifest.web_accessible_resources.map((/** @type {any} */ entry) => [
      entry.resources,
      entry.use_dynamic_url,
    ]),
    [[['ui/card.html'], true]],
  );
});

test('every file that the manifest names is there, and nothing of the workshop is', () => {
  const named = [
    manifest.background.service_worker,
    ...manifest.background.scripts,
    manifest.action.default_popup,
    manifest.options_ui.page,
    manifest.side_panel.default_path,
    manifest.sidebar_action.default_panel,
    manifest.sidebar_action.default_icon,
    ...Object.values(manifest.icons),
    manifest.storage.managed_schema,
    'content.json',
    ...CONTENT_SCRIPT.map((name) => `content-script/${name}`),
  ];
  for (const file of named) assert.ok(files.includes(file), `${file} is missing`);
  const strange = files.filter((name) => !/\.(js|json|html|css|png|wasm)$/.test(name));
  assert.deepEqual(strange, []);
});

test('an organisation’s build carries its hosts, its version and where the next one is', (context) => {
  const folder = mkdtempSync(join(tmpdir(), 'cuecard-manifest-'));
  context.after(() => rmSync(folder, { recursive: true, force: true }));
  const root = fileURLToPath(new URL('../../', import.meta.url));
  const out = join(folder, 'manifest.json');
  const build = (/** @type {string[]} */ ...words) => {
    execFileSync('node', ['tools/manifest.mjs', 'manifest.json', out, ...words], { cwd: root });
    return JSON.parse(readFileSync(out, 'utf8'));
  };
  const plain = build();
  assert.deepEqual(plain, JSON.parse(readFileSync(join(root, 'manifest.json'), 'utf8')));
  const updates = 'https://cue.example/updates.xml';
  const hosts = ['https://*.lightning.force.com/*', 'https://cue.example/*'];
  const own = build('--version', '0.1.0.7', '--update-url', updates, ...hosts);
  const carried = { version: '0.1.0.7', update_url: updates, host_permissions: hosts };
  assert.deepEqual(own, { ...plain, ...carried });
  const schema = manifest.storage.managed_schema;
  assert.equal(
    readFileSync(join(folder, schema), 'utf8'),
    readFileSync(join(root, schema), 'utf8'),
  );
});
