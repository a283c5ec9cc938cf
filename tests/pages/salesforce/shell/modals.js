/** Modals over the page: the record form, and the choice of a closed stage. */

import { createElement } from 'lwc';
import ModalForm from 'records/modalLwcDetailPanelWrapper';
import { MODALS } from 'workplace/generated';
import { say } from 'workplace/say';
import { dynamicForms } from 'workplace/settings';
import { find, make } from './dom.js';

/** @param {Node[]} body @param {() => void} onClose */
function openModal(body, onClose) {
  const close = make('button', 'slds-button slds-modal__close closeIcon', '×');
  close.title = 'Cancel and close';
  const content = make('div', 'modal-body scrollable slds-modal__content', ...body);
  const panel = make(
    'div',
    'panel slds-modal slds-fade-in-open',
    make('div', 'modal-container slds-modal__container', close, content),
  );
  panel.setAttribute('role', 'dialog');
  panel.setAttribute('aria-modal', 'true');
  panel.tabIndex = -1;
  const modal = make('div', 'uiModal--medium uiModal forceModal active open', panel);
  const end = () => {
    modal.remove();
    document.removeEventListener('keydown', onKey);
    onClose();
  };
  const onKey = (/** @type {KeyboardEvent} */ event) => {
    if (event.key === 'Escape' && !event.defaultPrevented) end();
  };
  close.addEventListener('click', end);
  document.addEventListener('keydown', onKey);
  find('.uiContainerManager').append(modal);
  return end;
}

/** The record form over the record. @param {{ id: string, object: string, onClose: () => void }} record */
export function openForm({ id, object, onClose }) {
  const form = dynamicForms
    ? createElement(MODALS[object].name, { is: MODALS[object].component })
    : createElement('records-modal-lwc-detail-panel-wrapper', { is: ModalForm });
  Object.assign(form, { recordId: id, objectApiName: object });
  const wrapper = make(
    'div',
    'isModal inlinePanel oneRecordActionWrapper',
    make('div', 'actionBody', form),
  );
  const end = openModal([wrapper], onClose);
  form.addEventListener('closemodal', end);
  // The event is still on its way to the shell.
  form.addEventListener('recordsaved', () => queueMicrotask(end));
  return end;
}

/** Asks which closed stage it became. @param {{ label: string, values: string[], set: (value: string) => Promise<boolean> }} question */
export function askClosed({ label, values, set }) {
  const select = /** @type {HTMLSelectElement} */ (
    make('select', 'stepAction required-field select')
  );
  for (const value of ['', ...values]) {
    const option = /** @type {HTMLOptionElement} */ (
      make('option', '', value ? say(value) : say('--None--'))
    );
    option.value = value;
    select.append(option);
  }
  const save = make(
    'button',
    'slds-button slds-button--brand uiButton--default uiButton',
    say('Save'),
  );
  const body = make(
    'div',
    'runtime_sales_pathassistantPathAssistantStepClosed',
    make('h2', '', label),
    make('div', 'uiInput uiInputSelect', select),
  );
  const end = openModal([body, make('div', 'modal-footer slds-modal__footer', save)], () => {});
  save.addEventListener('click', async () => {
    if (select.value && (await set(select.value))) end();
  });
}
