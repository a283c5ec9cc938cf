import { api, LightningElement } from 'lwc';
import { OBJECTS } from 'workplace/objectInfo';
import { save, subscribe } from 'workplace/recordData';
import { say } from 'workplace/say';

/** The step that stands for all closed values while the record is open. */
const CLOSED = 'Closed';

/** The path: a step for each value, and a button that moves the record on and saves at once. */
export default class PathAssistant extends LightningElement {
  @api recordId;
  @api objectApiName;
  record;
  /** The step that was clicked; it is only looked at until the button is pressed. */
  chosen = null;

  connectedCallback() {
    this.stop = subscribe(this.recordId, (record) => {
      if (record.version !== this.record?.version) this.chosen = null;
      this.record = record;
    });
  }
  disconnectedCallback() {
    this.stop?.();
  }

  get path() {
    return OBJECTS[this.objectApiName].path;
  }
  get current() {
    return this.record?.fields[this.path.field] ?? null;
  }
  get values() {
    const { open, closed } = this.path;
    const end = closed.find(({ value }) => value === this.current)?.value ?? CLOSED;
    return [...open.map(({ value }) => value), end];
  }
  get steps() {
    const at = this.values.indexOf(this.current);
    return this.values.map((value, index) => {
      const done = index < at ? 'complete' : 'incomplete';
      const state = index === at ? 'slds-is-current' : `slds-is-${done}`;
      const active = value === (this.chosen ?? this.current) ? 'slds-is-active' : '';
      return {
        value,
        label: say(value),
        class: `slds-path__item runtime_sales_pathassistantPathAssistantTab ${state} ${active}`,
      };
    });
  }
  get isClosing() {
    const chosen = this.chosen ?? this.next;
    return !this.path.open.some(({ value }) => value === chosen);
  }
  get next() {
    return this.values[this.values.indexOf(this.current) + 1] ?? this.current;
  }
  get button() {
    const { noun, closed } = this.path;
    const looksAtAnother = this.chosen !== null && this.chosen !== this.current;
    const isClosed = closed.some(({ value }) => value === this.current);
    const label = this.isClosing
      ? isClosed
        ? `Change Closed ${noun}`
        : looksAtAnother
          ? `Select Closed ${noun}`
          : `Mark ${noun} as Complete`
      : looksAtAnother
        ? `Mark as Current ${noun}`
        : `Mark ${noun} as Complete`;
    const kind = looksAtAnother ? 'active' : 'current';
    return {
      label: say(label),
      class: `slds-button slds-button--brand slds-path__mark-complete stepAction ${kind} uiButton`,
    };
  }

  handleStep(event) {
    event.preventDefault();
    this.chosen = event.currentTarget.dataset.name;
  }
  async handleMark() {
    const { field, noun, closed } = this.path;
    const { recordId } = this;
    const set = async (value) => {
      const errors = await save(recordId, { [field]: value });
      const text = errors[0]?.message ?? say(`${noun} changed successfully.`);
      const detail = { key: errors.length > 0 ? 'error' : 'success', text };
      this.dispatchEvent(new CustomEvent('showtoast', { detail, bubbles: true, composed: true }));
      return errors.length === 0;
    };
    if (!this.isClosing) {
      await set(this.chosen === null || this.chosen === this.current ? this.next : this.chosen);
      return;
    }
    const detail = { label: this.button.label, values: closed.map(({ value }) => value), set };
    this.dispatchEvent(new CustomEvent('askclosed', { detail, bubbles: true, composed: true }));
  }
}
