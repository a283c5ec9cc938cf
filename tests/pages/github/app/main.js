/** The page's script. What the server sent is remembered first; see there why. */
import './styles.css';
import './first.js';
import '@github/relative-time-element';
import { listenToForms } from './forms.js';
import { delay, refresh, watch } from './live.js';
import { listenToLinks } from './navigation.js';
import { showComponents } from './react/show.js';

/** Puts the components into the content, and later what was held back. */
function show() {
  showComponents();
  const held = delay();
  if (held !== null) setTimeout(refresh, held);
}

listenToForms();
listenToLinks(show);
show();
watch();
