import { LightningElement } from 'lwc';

export default class SingleCol extends LightningElement {}
