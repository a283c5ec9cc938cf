import { LightningElement } from 'lwc';

export default class EmptyState extends LightningElement {}
