/** The activity of a ticket: its comments and its history. */
import { paragraphs, profile } from './context.mjs';
import { machineInstant, printInstant } from './dates.mjs';
import { FIELDS } from './fields.mjs';
import { html } from './html.mjs';
import { PEOPLE } from './people.mjs';

/** @typedef {import('./context.mjs').Context} Context */
/** @typedef {import('./context.mjs').Markup} Markup */
/** @typedef {import('./context.mjs').Ticket} Ticket */

/** Jira's names for the tabs, as in `?page=com.atlassian.jira.plugin.system.issuetabpanels:NAME`. */
export const TABS = ['all-tabpanel', 'comment-tabpanel', 'changehistory-tabpanel'];
export const FIRST_TAB = 'comment-tabpanel';

/** @type {Record<string, string>} */
const TAB_WORDS = {
  'all-tabpanel': 'all',
  'comment-tabpanel': 'comments',
  'changehistory-tabpanel': 'history',
};

/** @param {Context} context @param {string} instant @returns {Markup} */
const stamp = ({ locale }, instant) =>
  html`<span class="date user-tz" title="${printInstant(instant, locale)}"><time class="livestamp" datetime="${machineInstant(instant)}">${printInstant(instant, locale)}</time></span>`;

/** Each comment is there twice: in full, and in one line for when it is folded. @param {Context} context @param {import('./tickets.mjs').Comment} comment @returns {Markup} */
function commentBlock(context, { id, author, created, body }) {
  /** @param {'verbose' | 'concise'} form */
  const details = (form) =>
    html`${profile(author, `commentauthor_${id}_${form}`)} ${context.say('addedComment')} - <span class="commentdate_${id}_${form} subText">${stamp(context, created)}</span>`;
  return html`<div id="comment-${id}" class="issue-data-block activity-comment twixi-block expanded">
<div class="twixi-wrap verbose actionContainer"><div class="action-head"><a href="#" class="twixi"><span class="icon-default aui-icon aui-icon-small aui-iconfont-expanded"></span></a><div class="action-details">${details('verbose')}</div></div><div class="action-body flooded">${paragraphs(body)}</div></div>
<div class="twixi-wrap concise actionContainer"><div class="action-head"><a href="#" class="twixi"><span class="icon-default aui-icon aui-icon-small aui-iconfont-collapsed"></span></a><div class="action-details flooded">${details('concise')} ${body}</div></div></div>
</div>`;
}

/** @param {Context} context @param {Ticket} ticket @returns {Markup} */
const createdBlock = (context, { id, reporter, created }) =>
  html`<div class="issue-data-block" id="issuecreated-${id}"><div class="actionContainer"><div class="action-details" id="issuecreateddetails-${id}">${profile(reporter, `issuecreatedauthor_${id}`)} ${context.say('createdIssue')} - ${stamp(context, created)}</div></div></div>`;

/** @param {Context} context @param {string} field @param {import('./fields.mjs').Value} value */
function historyValue({ locale, say }, field, value) {
  if (value === null) return '';
  if (field === 'assignee') return PEOPLE[String(value)];
  return FIELDS[field]?.print(value, locale) ?? say(String(value));
}

/** @param {Context} context @param {import('./tickets.mjs').Entry} entry @returns {Markup} */
const historyBlock = (context, { id, author, created, changes }) =>
  html`<div class="issue-data-block" id="changehistory-${id}"><div class="actionContainer">
<div class="action-details" id="changehistorydetails_${id}">${profile(author, `changehistoryauthor_${id}`)} ${context.say('madeChanges')} - ${stamp(context, created)}</div>
<div class="changehistory action-body"><table id="changehistory_${id}"><thead><tr><th>${context.say('field')}</th><th>${context.say('oldValue')}</th><th>${context.say('newValue')}</th></tr></thead><tbody>${changes.map(
    ({ field, from, to }) =>
      html`<tr><td class="activity-name">${context.say(FIELDS[field]?.name ?? field)}</td><td class="activity-old-val">${historyValue(context, field, from)}</td><td class="activity-new-val">${historyValue(context, field, to)}</td></tr>`,
  )}</tbody></table></div></div></div>`;

/** @param {Context} context @param {Ticket} ticket @param {string} tab one of `TABS` @returns {Markup} */
export function activityBlocks(context, ticket, tab) {
  const comments = ticket.comments.map((comment) => ({
    created: comment.created,
    block: commentBlock(context, comment),
  }));
  const history = [
    { created: ticket.created, block: createdBlock(context, ticket) },
    ...ticket.history.map((entry) => ({
      created: entry.created,
      block: historyBlock(context, entry),
    })),
  ];
  const shown =
    tab === 'comment-tabpanel'
      ? comments
      : tab === 'changehistory-tabpanel'
        ? history
        : [...comments, ...history];
  if (shown.length === 0)
    return html`<div class="message-container">${context.say('noComments')}</div>`;
  shown.sort((one, other) => one.created.localeCompare(other.created));
  return html`${shown.map(({ block }) => block)}`;
}

/** @param {Context} context @param {Ticket} ticket @returns {Markup} */
export const activityModule = (context, ticket) =>
  html`<div id="activitymodule" class="module toggle-wrap"><div id="activitymodule_heading" class="mod-header"><h4 class="toggle-title">${context.say('activity')}</h4></div><div class="mod-content"><div class="tabwrap aui-tabs horizontal-tabs aui-tabs-disabled"><ul id="issue-tabs" class="tabs-menu">${TABS.map(
    (tab) =>
      html`<li class="menu-item${tab === FIRST_TAB && ' active active-tab'}"><a id="${tab}" class="ajax-activity-content" href="/browse/${ticket.key}?page=com.atlassian.jira.plugin.system.issuetabpanels:${tab}">${context.say(TAB_WORDS[tab] ?? tab)}</a></li>`,
  )}</ul></div><div class="issuePanelWrapper"><div class="issuePanelProgress"></div><div class="issuePanelContainer" id="issue_actions_container">${activityBlocks(context, ticket, FIRST_TAB)}</div></div></div></div>
<div id="addcomment" class="module"><div class="mod-content"><button type="button" id="footer-comment-button" class="aui-button"><span class="aui-icon aui-icon-small aui-iconfont-comment"></span> <span>${context.say('comment')}</span></button></div></div>`;
