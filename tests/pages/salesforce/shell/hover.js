/** The card of another record that opens beside its link: its compact layout, with the markup of a record page. */

import { createElement } from 'lwc';
import RelatedRecord from 'records/lwcRelatedRecord';
import { OBJECTS } from 'workplace/objectInfo';
import { find, make } from './dom.js';

export function closeHover() {
  for (const panel of find('.uiPanelManager2').children) panel.remove();
}

/** @param {{ id: string, object: string }} record @param {Element} near */
export function openHover({ id, object }, near) {
  closeHover();
  const card = createElement('records-lwc-related-record', { is: RelatedRecord });
  if (object in OBJECTS) Object.assign(card, { recordId: id, objectApiName: object });
  const content = make(
    'div',
    'panel-content',
    object in OBJECTS ? card : make('p', '', 'Robin Vale'),
  );
  const panel = make(
    'div',
    'active open south positioned forceHoverPanel uiPanel uiPanel--default',
    content,
  );
  panel.setAttribute('aria-hidden', 'false');
  const { left, bottom } = near.getBoundingClientRect();
  panel.style.left = `${left}px`;
  panel.style.top = `${bottom}px`;
  find('.uiPanelManager2').append(panel);
}
