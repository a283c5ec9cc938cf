// Writes the manifest of one build. The shipped extension asks for each host; a build for an
// organisation, the demo or the tests carries its hosts as granted. What a policy may say goes beside it.
//
//   node tools/manifest.mjs manifest.json OUT [--version VERSION] [--update-url URL] [MATCH PATTERN …]
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { version: { type: 'string' }, 'update-url': { type: 'string' } },
});
const [source, out, ...hosts] = positionals;
const manifest = JSON.parse(readFileSync(source, 'utf8'));
if (hosts.length > 0) manifest.host_permissions = hosts;
if (values.version) manifest.version = values.version;
// Where Chromium looks for the next version of an extension that no store has.
if (values['update-url']) manifest.update_url = values['update-url'];
writeFileSync(out, `${JSON.stringify(manifest, null, 2)}\n`);
const schema = manifest.storage.managed_schema;
copyFileSync(join(dirname(source), schema), join(dirname(out), schema));
