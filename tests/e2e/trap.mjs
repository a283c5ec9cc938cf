// Ends the worker's core in the middle of a message, as a defect in it would.

/** What the function of {@link module} does. */
const BODIES = { trap: [0x00 /* unreachable */], stack: [0x10, 0x00 /* calls itself */] };

/** A module with one exported function, `run`. @param {number[]} body @returns {number[]} */
function module(body) {
  const code = [0x00, ...body, 0x0b];
  // biome-ignore format: one line a section
  return [
    0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00,
    0x01, 0x04, 0x01, 0x60, 0x00, 0x00,
    0x03, 0x02, 0x01, 0x00,
    0x07, 0x07, 0x01, 0x03, 0x72, 0x75, 0x6e, 0x00, 0x00,
    0x0a, code.length + 2, 0x01, code.length, ...code,
  ];
}

/** @typedef {"trap" | "stack" | "error"} Fault */

/**
 * The core's next calls end in this fault: `trap` is a real WebAssembly trap, `stack` a real stack
 * that runs over, `error` an exception that no Rust code expects. The core asks for the civil day in
 * every message and when it opens, and nobody else in the worker does, so the fault unwinds through
 * the core's own frames and through nothing else.
 * @param {import("./chromium.mjs").Browser} browser
 * @param {{ times: number, skip?: number, fault?: Fault }} wish  `skip`: so many calls pass first
 */
export async function breakCore(browser, { times, skip = 0, fault = 'trap' }) {
  const worker = await browser.worker();
  const bytes = fault === 'error' ? null : module(BODIES[fault]);
  await worker.evaluate(
    ({ times, skip, bytes }) => {
      const place = /** @type {any} */ (globalThis);
      const core = bytes && new WebAssembly.Instance(new WebAssembly.Module(new Uint8Array(bytes)));
      const fault = () => {
        if (core) /** @type {{run(): void}} */ (core.exports).run();
        throw new TypeError('nobody expects this');
      };
      place.faults = 0;
      place.fullYear ??= Date.prototype.getFullYear;
      let calls = 0;
      Date.prototype.getFullYear = function () {
        calls += 1;
        if (calls > skip && calls <= skip + times) {
          place.faults += 1;
          fault();
        }
        return place.fullYear.call(this);
      };
    },
    { times, skip, bytes },
  );
}

/** The core works again. @param {import("./chromium.mjs").Browser} browser */
export const mendCore = (browser) => breakCore(browser, { times: 0 });

/** How often the core was ended since it was last broken. @param {import("./chromium.mjs").Browser} browser */
export async function faults(browser) {
  const worker = await browser.worker();
  return worker.evaluate(() => /** @type {any} */ (globalThis).faults);
}
