// Loads the compiled pages and starts the one that this document is.
import load, { start } from './cuecard_ui.js';

const surface = document.documentElement.dataset.surface ?? '';

try {
  await load({ module_or_path: new URL('./cuecard_ui_bg.wasm', import.meta.url) });
  start(surface);
} catch (error) {
  console.error('Cuecard:', error);
  // A frame that cannot work stays invisible: the page around it belongs to someone else.
  if (surface !== 'card') {
    const place = document.querySelector('#surface');
    const words = globalThis.chrome?.i18n?.getMessage('page_failed');
    if (place) place.textContent = words ?? 'Cuecard could not open this page.';
  }
}
