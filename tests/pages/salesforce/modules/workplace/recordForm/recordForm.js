import { OBJECTS } from 'workplace/objectInfo';
import { save, subscribe } from 'workplace/recordData';

/**
 * A record that is shown or edited, all of it at once: the state that the two kinds of record page and the modal
 * form share. `onChange` is called with a new state each time.
 */
export class RecordForm {
  state = { record: null, ready: false, editing: false, saving: false, errors: [], draft: {} };

  /** @param {{ recordId: string, object: string, onChange: (state: RecordForm['state']) => void, onSaved: (detail: object) => void }} options */
  constructor({ recordId, object, onChange, onSaved }) {
    Object.assign(this, { recordId, object, onChange, onSaved });
  }

  /** @param {number} delayMs holds the record back: a half-loaded page */
  open(delayMs = 0) {
    this.timer = setTimeout(() => {
      this.stop = subscribe(this.recordId, (record) => {
        this.latest = record;
        // What somebody else saves must not pull a half-written form away.
        this.set(this.state.editing && this.state.record ? {} : { record, ready: true });
      });
    }, delayMs);
  }
  close() {
    clearTimeout(this.timer);
    this.stop?.();
  }
  set(changes) {
    this.state = { ...this.state, ...changes };
    this.onChange(this.state);
  }
  start() {
    this.set({ draft: {}, errors: [], editing: true });
  }
  change({ field, value }) {
    this.set({ draft: { ...this.state.draft, [field]: value } });
  }
  finish() {
    this.set({ editing: false, draft: {}, errors: [], record: this.latest });
  }
  async save() {
    const { draft, record } = this.state;
    const changed = ([field, value]) => value !== (record.fields[field] ?? null);
    this.set({ saving: true });
    const errors = await save(
      this.recordId,
      Object.fromEntries(Object.entries(draft).filter(changed)),
    );
    this.set({ saving: false, errors });
    if (errors.length > 0) return;
    this.finish();
    const { label, heading } = OBJECTS[this.object];
    const { fields, id } = this.state.record;
    this.onSaved({ id, object: this.object, label, name: fields[heading] });
  }
}
