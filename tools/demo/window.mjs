/** With a display: a window on a deal, and a person who does the rest. */
import { SECRET } from '../../tests/e2e/server.mjs';
import { ROLE } from '../../tests/e2e/stage.mjs';
import { recordUrl } from '../../tests/pages/salesforce/gestures.mjs';
import { opportunityId, REPORT_HOST } from '../../tests/workplace/server.mjs';
import { hasDisplay } from './display.mjs';
import { askedToEnd } from './ends.mjs';
import { say, welcome } from './voice.mjs';
import { workday } from './workday.mjs';

/** Reports leave at random moments, minutes or hours apart; here someone sits and waits. */
const GAP_SECONDS = 1;

/** Runs until the window is closed or Ctrl-C is pressed. @returns {Promise<import('../demo.mjs').Ending>} */
export async function inAWindow() {
  if (!hasDisplay()) throw new Error('There is no display here. Run: ./build.sh demo --headless');
  process.env.CUECARD_HEADED = '1';
  welcome('Cuecard demo', 'Starting a workplace, a server and Chromium …');
  const { browser } = await workday({ server: true });
  await browser.desk.set({
    role: ROLE,
    server: { url: `https://${REPORT_HOST}`, secret: SECRET, gap_seconds: GAP_SECONDS },
  });
  const [tab] = browser.context.pages();
  const closed = new Promise((resolve) => browser.context.once('close', resolve));
  await tab?.goto(recordUrl(opportunityId(1)));
  say(GUIDE);
  await Promise.race([closed, askedToEnd]);
  return { code: 0, last: 'The demo has ended, and cleaned up after itself.' };
}

const GUIDE = `
The window shows one of your deals: you are Robin, a seller.

   1  Press the pencil beside Stage.
   2  Set Stage to Negotiation/Review, and Primary Objection to Pricing.
   3  Press Save. A card comes up that helps with this very moment.

After that, have a look around:

   ·  The week's budget: press the puzzle piece in Chromium's toolbar, then Cuecard.
   ·  What the card is for: fill in Concession Traded, and save. It counts after 14 days.
   ·  The server's page: open https://${REPORT_HOST}/ in the same window.
      It shows numbers from ten people a group on, so alone you stay hidden.

Nothing leaves this computer. To end, close the window or press Ctrl-C here.`;
