/** One record page as an element, and what it tells the shell. */

import { createElement } from 'lwc';
import RecordHome from 'one/recordHomeFlexipage2';
import { OBJECTS, objectOfId } from 'workplace/objectInfo';
import { say } from 'workplace/say';
import { delayMs } from 'workplace/settings';

const RECORD_PATH = /^\/lightning\/r\/([A-Za-z_]+)\/([A-Za-z0-9]{15,18})\/(view|edit)$/;

/** @typedef {{ object: string, id: string, action: string, view: string }} Place `view`: the path of the record's page */

/** @param {string} pathname @returns {Place | null} */
export function placeOf(pathname) {
  const [, object, id, action] = RECORD_PATH.exec(pathname) ?? [];
  if (!object || !id || !action || !(object in OBJECTS) || objectOfId(id) !== object) return null;
  return { object, id, action, view: `/lightning/r/${object}/${id}/view` };
}

/** @param {Place} place */
export function recordPage({ object, id }) {
  const record = createElement('one-record-home-flexipage2', { is: RecordHome });
  return Object.assign(record, { recordId: id, objectApiName: object, delayMs });
}

/** @param {{ label: string, name: string }} saved @returns {string} */
export const savedText = ({ label, name }) => say('{0} "{1}" was saved.', say(label), name);
