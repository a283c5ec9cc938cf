// Writes the manifest of one build. The shipped extension asks for each host; a build for an
// organisation, the demo or the tests carries its hosts as granted.
//
//   node tools/manifest.mjs manifest.json OUT [MATCH PATTERN …]
import { readFileSync, writeFileSync } from 'node:fs';

const [source, out, ...hosts] = process.argv.slice(2);
const manifest = JSON.parse(readFileSync(source, 'utf8'));
if (hosts.length > 0) manifest.host_permissions = hosts;
writeFileSync(out, `${JSON.stringify(manifest, null, 2)}\n`);
