/** What the demo says, and how it looks on a terminal. */
import { fileURLToPath } from 'node:url';

const PROJECT = fileURLToPath(new URL('../../', import.meta.url));
const coloured = process.stdout.isTTY === true && !process.env.NO_COLOR;

/** @param {number} code @returns {(text: string) => string} */
const styled = (code) => (text) => (coloured ? `\u001b[${code}m${text}\u001b[0m` : text);
const bold = styled(1);
const dim = styled(2);
const green = styled(32);

/** As much of a text as is easy to read in one line, up to a space. */
const LINE = /\S.{0,88}\S(?=\s|$)|\S+/g;

/** The step that is under way, so that a failure can name it. */
let now = '';
let steps = 0;

/** @param {string} title @param {string[]} lines */
export function welcome(title, ...lines) {
  console.log(`\n${bold(title)}\n`);
  for (const line of lines) console.log(line);
}

/** A new step begins. @param {string} title */
export function step(title) {
  steps += 1;
  now = `Step ${steps}, ${title}`;
  console.log(`\n${bold(`${steps}  ${title}`)}`);
}

/** Something happened, and was checked. @param {string} text */
export const did = (text) => console.log(`   ${green('✓')} ${text}`);

/** What belongs to the line above. @param {string} text */
export function also(text) {
  for (const line of text.match(LINE) ?? []) console.log(`     ${dim(line)}`);
}

/** Where to look. @param {string} path */
export const see = (path) => console.log(`   ${dim('→')} ${path.replace(PROJECT, '')}`);

/** @param {string} text */
export const say = (text) => console.log(text);

/** The one line at the end. @param {string} text */
export const goodbye = (text) => console.log(`\n${bold(text)}\n`);

/** What went wrong, and where. @param {unknown} error */
export function failed(error) {
  const why = error instanceof Error ? error.message : String(error);
  console.error(`\n${bold(now ? `${now}, failed.` : 'The demo could not start.')}\n${why}\n`);
}
