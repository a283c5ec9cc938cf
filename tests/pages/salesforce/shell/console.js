/**
 * The console app: a workspace for each record, with subtabs for records opened from it. All stay in the document;
 * each workspace remembers which of its tabs is active, also while it is hidden.
 */
import { find, make } from './dom.js';
import { placeOf, recordPage } from './records.js';

/** @typedef {{ path: string, section: HTMLElement, host: HTMLElement, tab: HTMLElement }} Tab */
/** @typedef {{ path: string, element: HTMLElement, tabs: Map<string, Tab>, bar: HTMLElement, body: HTMLElement, tab: HTMLElement }} Workspace */

/** @type {Map<string, Workspace>} */
const workspaces = new Map();
/** @type {{ go: (href: string) => void, nameOf: (id: string) => string }} */
let shell;

/** @param {string} path @param {string} href @param {() => void} onClose */
function tabItem(path, href, onClose) {
  const header = /** @type {HTMLAnchorElement} */ (
    make('a', 'tabHeader', make('span', 'title slds-truncate'))
  );
  header.href = href;
  header.setAttribute('role', 'tab');
  header.title = shell.nameOf(placeOf(path)?.id ?? '');
  titleIn(header).textContent = header.title;
  const close = make('button', 'slds-button', '×');
  close.title = `Close ${header.title}`;
  close.addEventListener('click', onClose);
  return make(
    'li',
    'oneConsoleTabItem tabItem slds-context-bar__item',
    header,
    make('div', 'close', close),
  );
}

const titleIn = (/** @type {HTMLElement} */ header) =>
  /** @type {HTMLElement} */ (header.firstElementChild);

/** @param {string} path @param {string} workspacePath */
const hrefOf = (path, workspacePath) =>
  path === workspacePath ? path : `${path}?ws=${encodeURIComponent(workspacePath)}`;

/** @param {string} path @returns {Workspace} */
function addWorkspace(path) {
  const bar = make('ul', 'tabBarItems slds-grid subtabs');
  const body = make('div', 'tabsetBody');
  const tabset = make(
    'div',
    'wsTabset oneConsoleTabset',
    make('div', 'oneConsoleTabContainer', bar),
    body,
  );
  const element = make('div', 'hasFixedFooter oneWorkspace navexWorkspace', tabset);
  const tab = tabItem(path, path, () => closeWorkspace(path));
  find('.oneWorkspaceCollection').append(element);
  find('.workspaceTabs').append(tab);
  const workspace = { path, element, tabs: new Map(), bar, body, tab };
  workspaces.set(path, workspace);
  return workspace;
}

/** @param {Workspace} workspace @param {string} path @returns {Tab} */
function addTab(workspace, path) {
  const place = placeOf(path);
  const page = place ? recordPage(place) : make('h1', 'plainPage', 'Home');
  const host = make('div', 'windowViewMode-maximized lafPageHost', page);
  const section = make(
    'section',
    'tabContent oneConsoleTab',
    make('div', 'oneWorkspaceTabWrapper', host),
  );
  section.setAttribute('role', 'tabpanel');
  const href = hrefOf(path, workspace.path);
  const tab = tabItem(path, href, () => {
    section.remove();
    tab.remove();
    workspace.tabs.delete(path);
    shell.go(workspace.path);
  });
  workspace.body.append(section);
  workspace.bar.append(tab);
  const made = { path, section, host, tab };
  workspace.tabs.set(path, made);
  return made;
}

/** @param {string} path */
function closeWorkspace(path) {
  const workspace = workspaces.get(path);
  workspace?.element.remove();
  workspace?.tab.remove();
  workspaces.delete(path);
  shell.go([...workspaces.keys()].at(-1) ?? '/lightning/page/home');
}

/** Shows the record of the address; `ws` in it names the workspace of a subtab. @param {URL} url */
export function showConsole(url) {
  const path = placeOf(url.pathname)?.view ?? url.pathname;
  const workspacePath = url.searchParams.get('ws') ?? path;
  const workspace = workspaces.get(workspacePath) ?? addWorkspace(workspacePath);
  if (!workspace.tabs.has(workspacePath)) addTab(workspace, workspacePath);
  const shown = workspace.tabs.get(path) ?? addTab(workspace, path);
  for (const other of workspaces.values()) {
    other.element.classList.toggle('active', other === workspace);
    other.tab.classList.toggle('active', other === workspace);
  }
  for (const other of workspace.tabs.values())
    for (const part of [other.section, other.host, other.tab])
      part.classList.toggle('active', other === shown);
}

/** Replaces the main region by the console's. @param {typeof shell} itsShell */
export function openConsole(itsShell) {
  shell = itsShell;
  find('main').append(
    make(
      'div',
      'navexWorkspaceManager',
      make('div', 'oneConsoleTabContainer', make('ul', 'tabBarItems slds-grid workspaceTabs')),
      make('div', 'split-right', make('div', 'oneWorkspaceCollection')),
    ),
  );
}

/** The workspace that is in front, or null. @returns {string | null} */
export const activeWorkspace = () =>
  [...workspaces.values()].find(({ element }) => element.classList.contains('active'))?.path ??
  null;
