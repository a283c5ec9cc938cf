// The same figures by the formulas as they are written: one sum after the other, nothing kept. Prints them as JSON.
import { readFileSync } from 'node:fs';

/** Successes and people who were shown it, successes and people from whom it was withheld. @typedef {[number, number, number, number]} Block */

const ODDS = [1.25, 1.5, 2, 3, 5];
const WEIGHTS = [0.15, 0.25, 0.3, 0.2, 0.1];
const NORMAL_90 = 1.2815515655446004;

const factorials = [0];
/** @param {number} number */
function lnFactorial(number) {
  while (factorials.length <= number)
    factorials.push(factorials[factorials.length - 1] + Math.log(factorials.length));
  return factorials[number];
}

/** @param {number} all @param {number} some */
const lnWays = (all, some) => lnFactorial(all) - lnFactorial(some) - lnFactorial(all - some);

/** The fewest shown successes that chance can give, and how likely each number from there on is. @param {Block} block */
function split([s1, n1, s0, n0]) {
  const all = s1 + s0;
  const least = Math.max(0, all - n0);
  const probabilities = [];
  for (let at = least; at <= Math.min(n1, all); at += 1)
    probabilities.push(Math.exp(lnWays(n1, at) + lnWays(n0, all - at) - lnWays(n1 + n0, all)));
  return { least, probabilities };
}

/** @param {Block[]} blocks @param {number[]} odds */
function lnEvidence(blocks, odds) {
  const each = odds.map((ratio) =>
    blocks.reduce((ln, block) => {
      const { least, probabilities } = split(block);
      const sum = probabilities.reduce((sum, h, at) => sum + h * ratio ** (least + at), 0);
      return ln + block[0] * Math.log(ratio) - Math.log(sum);
    }, 0),
  );
  const most = Math.max(...each);
  return most + Math.log(each.reduce((sum, ln, at) => sum + WEIGHTS[at] * Math.exp(ln - most), 0));
}

/** @param {Block[]} blocks */
function midp(blocks) {
  let sums = [1];
  let beginsAt = 0;
  let observed = 0;
  for (const block of blocks) {
    const { least, probabilities } = split(block);
    /** @type {number[]} */
    const next = new Array(sums.length + probabilities.length - 1).fill(0);
    for (const [place, sum] of sums.entries())
      for (const [at, h] of probabilities.entries()) next[place + at] += sum * h;
    sums = next;
    beginsAt += least;
    observed += block[0];
  }
  const at = observed - beginsAt;
  return sums.slice(at + 1).reduce((sum, one) => sum + one, 0) + sums[at] / 2;
}

/** @param {Block[]} blocks */
function interval(blocks) {
  const total = [0, 1, 2, 3].map((place) => blocks.reduce((sum, block) => sum + block[place], 0));
  const [p1, n1] = [(total[0] + 1) / (total[1] + 2), total[1] + 2];
  const [p0, n0] = [(total[2] + 1) / (total[3] + 2), total[3] + 2];
  const margin = NORMAL_90 * Math.sqrt((p1 * (1 - p1)) / n1 + (p0 * (1 - p0)) / n0);
  return [p1 - p0 - margin, p1 - p0 + margin];
}

/** @type {{ cases: { blocks: Block[] }[] }} */
const { cases } = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const inverse = ODDS.map((ratio) => 1 / ratio);
const figures = cases.map(({ blocks }) => {
  const [lower80, upper80] = interval(blocks);
  return {
    log_e_up: lnEvidence(blocks, ODDS),
    log_e_down: lnEvidence(blocks, inverse),
    midp: midp(blocks),
    lower80,
    upper80,
  };
});
process.stdout.write(JSON.stringify({ cases: figures }));
