// The page settled → the card painted, on the real Lightning page in a real Chromium: a person saves a pricing
// objection on a late deal. Warm, and with the worker killed between the save and the page that shows it; beside
// product tours that say the same at the same field of the same page. All of them in turns.
import { fileURLToPath } from 'node:url';
import { launch } from '../../tests/e2e/chromium.mjs';
import { buildPage } from '../../tests/pages/salesforce/build.mjs';
import { startWorkplace } from '../../tests/workplace/server.mjs';
import { endingAll } from '../ends.mjs';
import { DEMO, workshop } from '../extensions.mjs';
import { figure, quantile } from '../figures.mjs';
import { saveGate } from './deals.mjs';
import { QUIET_MS, showCard, showTour } from './shown.mjs';
import { TOURS } from './tours.mjs';

/** @typedef {import('./shown.mjs').Took} Took */
/** @typedef {{ name: string, took: Took[], once: (turn: number) => Promise<Took> }} Way */

const PAGES = fileURLToPath(new URL('../../target/pages', import.meta.url));
/** Of each; short for trying out, too short for a figure to be quoted. */
const SHORT = process.env.CUECARD_BENCH_SHORT === '1';
const ROUNDS = SHORT ? 3 : 20;
/** The first of a profile builds caches that no later one builds. */
const UNCOUNTED = 1;
const ROLE = 'account-executive';
const [MEDIAN, P95] = [0.5, 0.95];
/** The targets of the design: from the settled page, and from the change itself. */
const MOST_MS = { warm: { settled: 150, change: 300 }, cold: { settled: 300, change: 450 } };

/** A budget that one profile's cards never use up: only the numbers of the budget differ from what ships. @param {string} json */
function withoutLimits(json) {
  // The first line holds the roles; the nudges stay in the lines after it.
  const [head, ...lines] = json.split('\n');
  const content = JSON.parse(`${head}]}`);
  for (const role of content.roles)
    Object.assign(role.budget, { count: 100_000, seconds: 100_000_000 });
  return [JSON.stringify(content).slice(0, -2), ...lines].join('\n');
}

export const measureCard = () => endingAll(measure);

/** @param {(end: () => unknown) => void} later @returns {Promise<import('../figures.mjs').Found>} */
async function measure(later) {
  await buildPage(PAGES);
  const shop = workshop();
  later(shop.forget);
  const workplace = await startWorkplace({ pages: PAGES });
  later(workplace.close);
  const browser = await launch({ extension: shop.copy('demo', DEMO, withoutLimits), workplace });
  later(browser.forget);
  later(browser.close);
  const tab = await browser.tab();
  const scene = {
    browser,
    desk: browser.desk,
    tab,
    gate: await saveGate(tab),
    workplace,
    ledger: JSON.stringify({ format: 1, settings: { role: ROLE } }),
  };

  /** @param {string} name @param {Way['once']} once @returns {Way} */
  const way = (name, once) => ({ name, took: [], once });
  const { said } = await showCard(scene, 0, false);
  const warm = way('warm', async (turn) => (await showCard(scene, turn, false)).took);
  const cold = way('cold', async (turn) => (await showCard(scene, turn, true)).took);
  const tours = TOURS.map((tour) => way(tour.name, (turn) => showTour(scene, turn, tour, said)));
  await takeTurns([warm, cold, ...tours]);
  return {
    figures: [warm, cold].flatMap((one) => figuresOf(one, tours)),
    notes: [
      `${ROUNDS} of each, in turns, in one browser; settled: ${QUIET_MS} ms after the page's last change; the change: the ` +
        'form is gone after the save; painted: the first frame of the page in which any of it can be seen is over. The ' +
        `tours are loaded before and show at once; Cuecard reads, decides, stores and loads its card first.${SHORT ? ' SHORT: not to be quoted.' : ''}`,
    ],
  };
}

/** Each way once a round, and each round in another order. @param {Way[]} ways */
async function takeTurns(ways) {
  for (let round = 0; round < ROUNDS + UNCOUNTED; round += 1)
    for (const { took, once } of ways.map((_, place) => ways[(place + round) % ways.length])) {
      const one = await once(round);
      if (round >= UNCOUNTED) took.push(one);
    }
}

/** A way to show a card, beside the target and the tours. @param {Way} card @param {Way[]} tours */
function figuresOf(card, tours) {
  const most = MOST_MS[card.name === 'cold' ? 'cold' : 'warm'];
  /** @param {string} name @param {keyof Took} from @param {number} share @param {number} [target] */
  const beside = (name, from, share, target) => {
    const of = (/** @type {Way} */ { took }) =>
      quantile(
        took.map((one) => one[from]),
        share,
      );
    const peers = tours.map((tour) => ({ name: tour.name, value: of(tour) }));
    if (target) peers.unshift({ name: 'target, at most', value: target });
    return peers.map((peer) => figure(name, of(card), 'ms', peer));
  };
  const suffix = card.name === 'cold' ? '_cold' : '';
  return [
    ...beside(`card_${card.name}_p50_ms`, 'fromSettled', MEDIAN),
    ...beside(`card_${card.name}_p95_ms`, 'fromSettled', P95, most.settled),
    ...beside(`card_change_to_painted${suffix}_p95_ms`, 'fromChange', P95, most.change),
  ];
}
