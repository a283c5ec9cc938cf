/** Runs before any custom element is defined: afterwards the page no longer is what the server sent. */
import { remember, serverParts } from './regions.js';

remember(serverParts(document));
