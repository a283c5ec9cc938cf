// The demo, as a new user runs it, without a display.
import { execFile } from 'node:child_process';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const DEMO = fileURLToPath(new URL('../../tools/demo.mjs', import.meta.url));

test('the demo walks all its steps', async (context) => {
  const { DISPLAY: _, WAYLAND_DISPLAY: __, ...env } = process.env;
  try {
    await promisify(execFile)(process.execPath, [DEMO], { env });
  } catch (error) {
    context.diagnostic(/** @type {{ stdout: string }} */ (error).stdout);
    throw error;
  }
});
