import LightningModal from 'lightning/modal';

/** A quick action of the organisation's own, in Salesforce's modal: closes with what was asked for. */
export default class RequestDiscount extends LightningModal {
  percent = '';

  handleChange({ detail }) {
    this.percent = detail.value;
  }
  handleCancel() {
    this.close('');
  }
  handleSend() {
    this.close(this.percent);
  }
}
