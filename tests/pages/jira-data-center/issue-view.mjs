/** The view of one ticket: what `/browse/KEY` and the split view show. */
import { activityModule } from './activity.mjs';
import { icon, lozenge, paragraphs } from './context.mjs';
import { CUSTOM } from './fields.mjs';
import { html } from './html.mjs';
import { modules, sideColumn } from './issue-modules.mjs';
import { transitionsFrom } from './workflow.mjs';

/** @typedef {import('./context.mjs').Context} Context */
/** @typedef {import('./context.mjs').Markup} Markup */
/** @typedef {import('./context.mjs').Ticket} Ticket */

/** Further transitions go into a menu. */
const TRANSITION_BUTTONS = 2;

/** The pencil that each editable value carries. */
const PENCIL = html`<span class="overlay-icon aui-icon aui-icon-small aui-iconfont-edit"></span>`;

/** @param {Context} context @param {string} label @param {unknown} value @param {string} [side] */
const item = (context, label, value, side = '') =>
  html`<li class="item${side}"><div class="wrap"><strong class="name">${context.say(label)}:</strong>${value}</div></li>`;

/** Jira leaves out custom fields without a value. @param {Context} context @param {Ticket} ticket @param {{ id: string, name: string, kind: string, plugin?: string, editable?: boolean }} field */
function customRow({ say }, ticket, { id, name, kind, plugin, editable = true }) {
  const value = ticket.fields[id];
  if (value === null || value === undefined) return null;
  const shown =
    kind === 'textarea' ? html`<div class="flooded">${paragraphs(String(value))}</div>` : value;
  return html`<li id="rowFor${id}" class="item"><div class="wrap"><strong title="${name}" class="name"><label for="${id}">${name}:</label></strong><div id="${id}-val" class="value type-${kind}${editable && ' editable-field inactive'}" data-fieldtype="${kind}" data-fieldtypecompletekey="${plugin ?? `com.atlassian.jira.plugin.system.customfieldtypes:${kind}`}"${editable && html` title="${say('clickToEdit')}"`}>${shown}${editable && PENCIL}</div></div></li>`;
}

/** @param {Context} context @param {Ticket} ticket */
function details(context, ticket) {
  const { say } = context;
  const { priority, status, resolution, labels } = ticket.fields;
  const words = String(labels ?? '')
    .split(' ')
    .filter(Boolean);
  const click = say('clickToEdit');
  return html`<div id="details-module" class="module toggle-wrap"><div id="details-module_heading" class="mod-header"><h4 class="toggle-title" id="details-module-label">${say('details')}</h4></div><div class="mod-content">
<ul id="issuedetails" class="property-list two-cols">
${item(context, 'type', html`<span id="type-val" class="value">${icon('issuetypes', ticket.type, say(ticket.type))} ${say(ticket.type)}</span>`)}
${item(context, 'status', html`<span id="status-val" class="value">${lozenge(context, status)}</span><span class="status-view">(<a href="#">${say('workflow')}</a>)</span>`, ' item-right')}
${item(context, 'priority', html`<span id="priority-val" class="value editable-field inactive" title="${click}">${icon('priorities', priority, say(String(priority)))} ${say(String(priority))}${PENCIL}</span>`)}
${item(context, 'resolution', html`<span id="resolution-val" class="value">${resolution === null ? say('unresolved') : say(String(resolution))}</span>`, ' item-right')}
<li class="item full-width" id="wrap-labels"><div class="wrap"><strong class="name">${say('labels')}:</strong><div class="labels-wrap value editable-field inactive" title="${click}">${words.length > 0 ? html`<ul class="labels">${words.map((label) => html`<li><a class="lozenge" href="/issues/?jql=labels+%3D+${label}"><span>${label}</span></a></li> `)}</ul>` : html`<span class="labels">${say('none')}</span>`}${PENCIL}</div></div></li>
</ul>
<div id="customfieldmodule"><ul class="property-list">
${customRow(context, ticket, { id: CUSTOM.sprint, name: 'Sprint', kind: 'gh-sprint', plugin: 'com.pyxis.greenhopper.jira:gh-sprint', editable: false })}
${customRow(context, ticket, { id: CUSTOM.storyPoints, name: 'Story Points', kind: 'float' })}
${customRow(context, ticket, { id: CUSTOM.rootCause, name: 'Root cause', kind: 'textfield' })}
${customRow(context, ticket, { id: CUSTOM.acceptanceCriteria, name: 'Acceptance criteria', kind: 'textarea' })}
</ul></div></div></div>`;
}

/** @param {Context} context @param {Ticket} ticket */
function operations({ say }, ticket) {
  const transitions = transitionsFrom(String(ticket.fields.status));
  /** @param {import('./workflow.mjs').Transition} transition */
  const url = ({ id }) => `/secure/WorkflowUIDispatcher.jspa?id=${ticket.id}&action=${id}`;
  const buttons = transitions
    .slice(0, TRANSITION_BUTTONS)
    .map(
      (transition) =>
        html`<a id="action_id_${transition.id}" class="aui-button toolbar-trigger issueaction-workflow-transition" href="${url(transition)}"><span class="trigger-label">${say(transition.name)}</span></a>`,
    );
  const further = transitions.slice(TRANSITION_BUTTONS);
  return html`<div class="command-bar"><div class="ops-cont"><div class="ops-menus aui-toolbar2"><div class="aui-toolbar2-inner"><div class="aui-toolbar2-primary">
<div class="aui-buttons pluggable-ops"><a id="edit-issue" class="aui-button toolbar-trigger issueaction-edit-issue" href="/secure/EditIssue!default.jspa?id=${ticket.id}"><span class="trigger-label">${say('edit')}</span></a></div>
<div id="opsbar-comment-issue_container" class="aui-buttons pluggable-ops"><a id="comment-issue" class="aui-button toolbar-trigger issueaction-comment-issue add-issue-comment inline-comment" href="#addcomment"><span class="trigger-label">${say('comment')}</span></a></div>
<div id="opsbar-opsbar-operations" class="aui-buttons pluggable-ops"><a id="opsbar-operations_more" href="#" class="aui-button aui-dropdown2-trigger" aria-controls="opsbar-operations_more_drop" aria-haspopup="true"><span class="dropdown-text">${say('more')}</span></a></div>
<aui-dropdown-menu id="opsbar-operations_more_drop"><aui-section><aui-item-link id="link-issue" class="issueaction-link-issue" href="/secure/LinkJiraIssue!default.jspa?id=${ticket.id}"><span class="trigger-label">${say('link')}</span></aui-item-link></aui-section></aui-dropdown-menu>
<div id="opsbar-opsbar-transitions" class="aui-buttons pluggable-ops">${buttons}${
    further.length > 0 &&
    html`<a id="opsbar-transitions_more" href="#" class="aui-button aui-dropdown2-trigger" aria-controls="opsbar-transitions_more_drop" aria-haspopup="true"><span class="dropdown-text">${say('workflow')}</span></a>`
  }</div>
${further.length > 0 && html`<aui-dropdown-menu id="opsbar-transitions_more_drop"><aui-section>${further.map((transition) => html`<aui-item-link id="action_id_${transition.id}" class="issueaction-workflow-transition" href="${url(transition)}"><span class="trigger-label">${say(transition.name)}</span></aui-item-link>`)}</aui-section></aui-dropdown-menu>`}
</div></div></div></div></div>`;
}

/** @param {Context} context @param {Ticket} ticket */
function header(context, ticket) {
  const parent = context.tracker.find(ticket.parent);
  return html`<header id="stalker" class="issue-header js-stalker"><div class="issue-header-content"><header class="aui-page-header"><div class="aui-page-header-inner"><div class="aui-page-header-main">
<ol class="aui-nav aui-nav-breadcrumbs"><li><a id="project-name-val" href="/browse/ACME">Acme Web</a></li>${parent && html`<li><a class="issue-link" data-issue-key="${parent.key}" href="/browse/${parent.key}" id="parent_issue_summary" title="${parent.fields.summary}">${parent.key} ${parent.fields.summary}</a></li>`}<li><a class="issue-link" data-issue-key="${ticket.key}" href="/browse/${ticket.key}" id="key-val" rel="${ticket.id}">${ticket.key}</a></li></ol>
<h1 id="summary-val" class="editable-field inactive" title="${context.say('clickToEdit')}">${ticket.fields.summary}${PENCIL}</h1>
</div></div></header>${operations(context, ticket)}</div></header>`;
}

/** @param {Context} context @param {Ticket} ticket */
function description({ say }, ticket) {
  const text = ticket.fields.description;
  return html`<div id="descriptionmodule" class="module toggle-wrap"><div id="descriptionmodule_heading" class="mod-header"><h4 class="toggle-title" id="descriptionmodule-label">${say('description')}</h4></div><div class="mod-content"><div id="description-val" class="field-ignore-highlight editable-field inactive" title="${say('clickToEdit')}">${text !== null && html`<div class="user-content-block">${paragraphs(String(text))}</div>`}${PENCIL}</div></div></div>`;
}

/** @param {Context} context @param {Ticket} ticket @returns {Markup} */
export const issueView = (context, ticket) =>
  html`<div id="issue-content" class="issue-container">${header(context, ticket)}<div class="issue-body-content"><div class="aui-group issue-body">
<div class="aui-item issue-main-column">${details(context, ticket)}${description(context, ticket)}${modules(context, ticket)}${activityModule(context, ticket)}</div>
<div id="viewissuesidebar" class="aui-item issue-side-column">${sideColumn(context, ticket, PENCIL)}</div>
</div></div></div>`;
