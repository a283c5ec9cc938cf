/** What every part of a page needs to print itself. */
import { html } from './html.mjs';
import { PEOPLE } from './people.mjs';
import { STATUSES } from './workflow.mjs';

/** @typedef {import('./html.mjs').Markup} Markup */
/** @typedef {import('./tickets.mjs').Ticket} Ticket */
/**
 * @typedef {object} Context
 * @property {import('./tracker.mjs').Tracker} tracker
 * @property {import('./dates.mjs').Locale} locale
 * @property {(word: string) => string} say
 */

/** @param {string} folder @param {unknown} name @param {string} label @returns {Markup} */
export const icon = (folder, name, label) =>
  html`<img alt="" height="16" width="16" src="/images/icons/${folder}/${String(name)
    .toLowerCase()
    .replace(/\W/g, '')}.svg" title="${label}">`;

/** @param {Context} context @param {unknown} name @returns {Markup} */
export function lozenge({ say }, name) {
  const { colour, category } = STATUSES[String(name)] ?? { colour: 'blue-gray', category: 'new' };
  const label = say(String(name));
  return html`<span class=" jira-issue-status-lozenge aui-lozenge jira-issue-status-lozenge-${colour} jira-issue-status-lozenge-${category} jira-issue-status-lozenge-max-width-medium" data-tooltip="<span class=&quot;jira-issue-status-tooltip-title&quot;>${label}</span>">${label}</span>`;
}

/** @param {string} person @returns {Markup} */
export const avatar = (person) =>
  html`<span class="aui-avatar aui-avatar-xsmall"><span class="aui-avatar-inner"><img src="/images/icons/avatar.svg" alt="${person}"></span></span>`;

/** A link to a person as activity shows it. @param {string} person @param {string} id @returns {Markup} */
export const profile = (person, id) =>
  html`<a class="user-hover user-avatar" rel="${person}" id="${id}" href="/secure/ViewProfile.jspa?name=${person}">${avatar(person)} ${PEOPLE[person]}</a>`;

/** @param {string | null} text @returns {Markup[]} a paragraph for each line */
export const paragraphs = (text) => (text ?? '').split('\n').map((line) => html`<p>${line}</p>\n`);
