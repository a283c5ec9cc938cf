/** Without a display: the demo does by itself what a person would do, and shows what came of it. */
import { setTimeout as sleep } from 'node:timers/promises';
import { clock as makeClock } from '../../tests/e2e/clock.mjs';
import { WEDNESDAY } from '../../tests/e2e/stage.mjs';
import { askedToEnd, atTheEnd } from './ends.mjs';
import * as robin from './robin.mjs';
import { welcome } from './voice.mjs';
import { workday } from './workday.mjs';

/** The walk takes less than half of this on two busy cores; whatever takes longer is stuck. */
const LIMIT_SECONDS = 60;
/** The code is what a shell expects of a program that Ctrl-C ended. */
const INTERRUPTED = { code: 130, last: 'Stopped, and cleaned up.' };

/** @returns {Promise<import('../demo.mjs').Ending>} */
export async function walk() {
  if (process.platform !== 'linux') {
    throw new Error(
      'Without a window the demo moves the calendar, which only works on Linux.\nRun: ./build.sh demo --headed',
    );
  }
  const stuck = sleep(LIMIT_SECONDS * 1000, null, { ref: false }).then(() => {
    throw new Error(`It took longer than ${LIMIT_SECONDS} seconds.`);
  });
  return Promise.race([allSteps(), stuck, askedToEnd.then(() => INTERRUPTED)]);
}

async function allSteps() {
  const clock = makeClock({ start: WEDNESDAY });
  atTheEnd(clock.close);
  welcome(
    'Cuecard demo',
    'The demo walks by itself, in a Chromium without a window.',
    'Robin is a seller at Acme. The calendar begins on Wednesday, 18 November 2026.',
  );
  const day = await workday({ server: true, clock });
  const tab = await day.browser.tab();
  await robin.choosesRoleAndServer(day);
  await robin.meetsTheMoment(day, tab);
  const entry = await robin.answers(day, tab);
  await robin.doesIt(day, tab);
  await robin.looksAtTheCounts(day, entry);
  await day.browser.close();
  await robin.worksAlone(clock, day.browser.requestsByExtension());
  return {
    code: 0,
    last: 'All six steps went well. On a desktop, ./build.sh demo --headed lets you try it yourself.',
  };
}
