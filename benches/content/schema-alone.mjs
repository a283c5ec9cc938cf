// The peer of `cuecard lint`: every nudge's front matter, read and validated by its schema.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { parse } from 'yaml';

const [content, schema] = process.argv.slice(2);
const options = { strict: false, formats: { uint32: /** @type {const} */ (true) } };
const validate = new Ajv2020(options).compile(JSON.parse(readFileSync(schema, 'utf8')));
let count = 0;
for (const file of readdirSync(content, { recursive: true, encoding: 'utf8' })) {
  if (!file.endsWith('.md')) continue;
  const text = readFileSync(join(content, file), 'utf8').split('\n---\n')[0].slice('---\n'.length);
  if (!validate(parse(text))) throw new Error(`${file}: ${JSON.stringify(validate.errors)}`);
  count += 1;
}
if (count === 0) throw new Error('there was no nudge');
