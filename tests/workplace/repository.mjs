/** `cuecard.acme.example/repository/`: what the organisation publishes, on a server that only serves files. */
import { readFileSync } from 'node:fs';
import { join, normalize } from 'node:path';
import { send } from './http.mjs';

const PLACE = '/repository/';

/** @typedef {{ folder: string | null }} Shelf the published folder; none: the connection breaks */

/** @param {Shelf} shelf */
export function repositoryOf(shelf) {
  return {
    /** @param {URL} address */
    has: ({ pathname }) => pathname.startsWith(PLACE),
    /** @param {URL} address @param {import('node:http').ServerResponse} response */
    answer({ pathname }, response) {
      if (!shelf.folder) return response.destroy();
      // The extension may not read this host without being asked: it comes as a stranger.
      const headers = { 'access-control-allow-origin': '*', 'content-type': 'application/json' };
      try {
        const file = join(
          shelf.folder,
          normalize(decodeURIComponent(pathname.slice(PLACE.length))),
        );
        send(response, 200, readFileSync(file), headers);
      } catch {
        send(response, 404, 'There is no such file.', headers);
      }
    },
  };
}
