import AccountEdit from 'forcegenerated/detailpanel_account___012000000000000aaa___full___edit___recordlayout2';
import AccountView from 'forcegenerated/detailpanel_account___012000000000000aaa___full___view___recordlayout2';
import OpportunityEdit from 'forcegenerated/detailpanel_opportunity___012000000000000aaa___full___edit___recordlayout2';
import OpportunityView from 'forcegenerated/detailpanel_opportunity___012000000000000aaa___full___view___recordlayout2';
import { api, LightningElement, track } from 'lwc';
import { OBJECTS } from 'workplace/objectInfo';
import { save, subscribe } from 'workplace/recordData';

const PANELS = {
  Opportunity: { view: OpportunityView, edit: OpportunityEdit },
  Account: { view: AccountView, edit: AccountEdit },
};

/** The record form: shows a record, or edits all of it at once. */
export default class LwcDetailPanel extends LightningElement {
  @api recordId;
  @api objectApiName;
  @api delayMs = 0;

  record;
  ready = false;
  editing = false;
  saving = false;
  errors = [];
  @track draft = {};

  connectedCallback() {
    setTimeout(() => {
      this.stop = subscribe(this.recordId, (record) => {
        // What somebody else saves must not pull a half-written form away.
        if (!this.editing) this.record = record;
        this.latest = record;
        this.ready = true;
      });
    }, this.delayMs);
  }
  disconnectedCallback() {
    this.stop?.();
  }

  get info() {
    return OBJECTS[this.objectApiName];
  }
  get panel() {
    return PANELS[this.objectApiName][this.editing ? 'edit' : 'view'];
  }
  handleStart() {
    this.draft = {};
    this.errors = [];
    this.editing = true;
  }
  handleFieldChange(event) {
    const { field, value } = event.detail;
    this.draft = { ...this.draft, [field]: value };
  }
  handleCancel() {
    this.close();
  }
  async handleSave() {
    const changes = Object.fromEntries(
      Object.entries(this.draft).filter(
        ([field, value]) => value !== (this.record.fields[field] ?? null),
      ),
    );
    this.saving = true;
    const errors = await save(this.recordId, changes);
    this.saving = false;
    this.errors = errors;
    if (errors.length > 0) return;
    this.close();
    const detail = { object: this.info.label, name: this.record.fields.Name };
    this.dispatchEvent(new CustomEvent('recordsaved', { detail, bubbles: true, composed: true }));
  }
  close() {
    this.editing = false;
    this.draft = {};
    this.errors = [];
    this.record = this.latest;
  }
}
