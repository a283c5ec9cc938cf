// One picture of a page: all of it, or what a window of the view's own height shows.

/** @typedef {{ data: string, width: number, height: number }} Picture a PNG in base64, and its size in CSS pixels */

/** A busy browser may hand out a picture that is half of another size: two in a row must agree. */
const ATTEMPTS = 5;
/** Where nothing is anyway, a card's frame ends; its shadow reaches so far, in CSS pixels. */
const AROUND = 10;

/**
 * @param {import('playwright-core').Page} page
 * @param {{ height?: number }} view
 * @param {string} [part] what of it, where not all
 * @returns {Promise<Picture>}
 */
export async function pictureOf(page, view, part) {
  const { width, height: window } = page.viewportSize() ?? { width: 0, height: 0 };
  const end = await page.evaluate((around) => {
    const card = document.querySelector('.card');
    return card?.checkVisibility()
      ? Math.ceil(card.getBoundingClientRect().bottom) + around
      : document.documentElement.scrollHeight;
  }, AROUND);
  const height = view.height ?? end;
  if (height > window) await page.setViewportSize({ width, height });
  const clip = await clipOf(page, part, { width, height });
  const shot = async () => {
    const png = await page.screenshot({ clip });
    return png.toString('base64');
  };
  let before = await shot();
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const data = await shot();
    if (data === before) return { data, width: clip.width, height: clip.height };
    before = data;
  }
  throw new Error('no two pictures of this page agree');
}

/**
 * What of the window is taken: a part over its full width, or all of it.
 * @param {import('playwright-core').Page} page @param {string | undefined} part
 * @param {{ width: number, height: number }} window
 */
async function clipOf(page, part, { width, height }) {
  const box = part ? await page.locator(part).first().boundingBox() : null;
  const top = Math.max(0, (box?.y ?? 0) - AROUND);
  const bottom = box ? Math.min(height, box.y + box.height + AROUND) : height;
  // A window that shows only some of a page has scrolled to what matters there.
  if (top >= bottom) return { x: 0, y: 0, width, height };
  return { x: 0, y: top, width, height: bottom - top };
}
