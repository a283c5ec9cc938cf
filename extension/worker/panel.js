// @ts-check
/**
 * The panel beside the page, opened by a key.
 *
 * Alt+Shift+Q (a "cue"): Salesforce, Jira and GitHub give their shortcuts single letters, sequences of
 * letters, or Ctrl and Command; browsers and browser IDEs leave Q with Alt and Shift free. The person
 * changes it where the browser lists all shortcuts.
 */

/**
 * Opens it at once: a moment later the browser no longer takes it for the person's wish.
 * @param {string} command
 * @param {chrome.tabs.Tab} [tab] the one in front
 */
export function openPanel(command, tab) {
  if (command !== 'help') return;
  /** Firefox's own name for the panel. @type {{ open(): Promise<void> } | undefined} */
  const sidebar = Reflect.get(chrome, 'sidebarAction');
  const opened = sidebar
    ? sidebar.open()
    : chrome.sidePanel.open({ windowId: tab?.windowId ?? chrome.windows.WINDOW_ID_CURRENT });
  opened.catch((error) => console.error('Cuecard:', error));
}
