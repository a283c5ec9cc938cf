import { objectOfId } from 'workplace/objectInfo';
import { neighbours } from 'workplace/settings';

/** Another record of the organisation, of the same object where there is one. */
const OTHERS = { Opportunity: '006Ak000005Nw02IAC' };
const ACCOUNT = '001Ak000005Nw01IAC';

/** The record that stands before the details, when the page is set up so. @param {string} recordId */
export function neighbourOf(recordId) {
  if (!neighbours) return null;
  const same = OTHERS[objectOfId(recordId)];
  const id = same && same !== recordId ? same : ACCOUNT;
  return { id, object: objectOfId(id) };
}
