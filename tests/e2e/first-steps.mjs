// The page that a first install opens.
import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** What a first install opens by itself. */
export const FIRST_STEPS = '/ui/options.html';

/** Whether it does: a stand-in for the extension opens nothing. @param {string} extension its folder */
export const opensFirstSteps = (extension) => existsSync(join(extension, 'worker/worker.js'));
