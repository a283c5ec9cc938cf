import { LightningElement } from 'lwc';

export default class RecordHomeWithSubheaderTemplateDesktop2 extends LightningElement {}
