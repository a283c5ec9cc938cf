/**
 * Every surface in every state, gathered into one page: `./build.sh gallery`. Prints where it is.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import {
  DARK,
  FORCED,
  GERMAN,
  LIGHT,
  NARROW,
  RIGHT_TO_LEFT,
  Stage,
  ZOOMED,
} from '../tests/ui/stage.mjs';
import { keyOf, STATES, SURFACES } from '../tests/ui/states.mjs';
import { bookOf } from './gallery/book.mjs';
import { pictureOf } from './gallery/picture.mjs';

const VIEWS = [LIGHT, DARK, NARROW, GERMAN, RIGHT_TO_LEFT, ZOOMED, FORCED];
const FOLDER = fileURLToPath(new URL('../target/gallery/', import.meta.url));

const began = Date.now();
const stage = await Stage.start(['en', 'de', 'en-XB']);
/** @type {Map<string, import('./gallery/picture.mjs').Picture>} */
const pictures = new Map();
await stage.each(VIEWS, async (page, { state, view }) => {
  pictures.set(`${keyOf(state)} ${view.name}`, await pictureOf(page, view, state.part));
});
await stage.stop();

const chapters = Object.keys(SURFACES).map((surface) => ({
  surface,
  states: STATES.filter((state) => state.surface === surface).map((state) => ({
    name: state.name,
    key: keyOf(state),
    views: VIEWS.flatMap((view) => {
      const picture = pictures.get(`${keyOf(state)} ${view.name}`);
      return picture ? [{ name: view.name, ...picture }] : [];
    }),
  })),
}));
mkdirSync(FOLDER, { recursive: true });
writeFileSync(`${FOLDER}index.html`, bookOf(chapters));
const seconds = Math.round((Date.now() - began) / 1000);
console.log(`${pictures.size} pictures in ${seconds} s: ${FOLDER}index.html`);
