// Lists of a plan that are fetched, and what is read of them.

/** @param {string} select @param {string[]} probes @param {string} [take] */
export const list = (select, probes, take = 'present') => ({
  each: select.split(' | ').map((each) => ({ select: each, take })),
  probes: probes.map((probe) => ({
    alternatives: probe.split(' | ').map((each) => ({ select: each, take: 'text' })),
  })),
});
/** Items of one fact each. @param {(string | null)[]} raws */
export const raws = (...raws) => raws.map((raw) => [raw === null ? null : { at: 0, raw }]);
