import { api, LightningElement } from 'lwc';
import { say } from 'workplace/say';

export default class FormFooter extends LightningElement {
  @api errors;
  @api objectApiName;
  @api saving;
  words = { cancel: say('Cancel'), save: say('Save') };

  /** The shortcut of the console; of several open forms only the one that is seen obeys. */
  handleKey = (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.key !== 's') return;
    if (!this.template.host.checkVisibility()) return;
    event.preventDefault();
    this.handleSave();
  };

  connectedCallback() {
    document.addEventListener('keydown', this.handleKey);
  }
  disconnectedCallback() {
    document.removeEventListener('keydown', this.handleKey);
  }
  get hasErrors() {
    return this.errors.length > 0;
  }
  handleCancel() {
    this.dispatchEvent(new CustomEvent('canceledit', { bubbles: true, composed: true }));
  }
  handleSave() {
    this.dispatchEvent(new CustomEvent('saveedit', { bubbles: true, composed: true }));
  }
}
