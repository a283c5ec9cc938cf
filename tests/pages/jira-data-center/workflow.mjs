/** The organisation's workflow and the lists of values that its fields offer. */

export const PRIORITIES = ['Highest', 'High', 'Medium', 'Low', 'Lowest'];
export const RESOLUTIONS = ['Fixed', "Won't Do", 'Duplicate'];

/** What colour and category Jira gives a status. @type {Record<string, { colour: string, category: string }>} */
export const STATUSES = {
  'To Do': { colour: 'blue-gray', category: 'new' },
  'In Progress': { colour: 'yellow', category: 'indeterminate' },
  'In Review': { colour: 'yellow', category: 'indeterminate' },
  Done: { colour: 'green', category: 'done' },
};

/**
 * `screen`: the transition first shows a dialog that asks for a resolution.
 * @typedef {{ id: string, name: string, to: string, screen: boolean }} Transition
 */

/** @type {Record<string, Transition[]>} */
const FROM = {
  'To Do': [{ id: '11', name: 'Start progress', to: 'In Progress', screen: false }],
  'In Progress': [
    { id: '21', name: 'Request review', to: 'In Review', screen: false },
    { id: '31', name: 'Resolve issue', to: 'Done', screen: true },
    { id: '41', name: 'Stop progress', to: 'To Do', screen: false },
  ],
  'In Review': [
    { id: '31', name: 'Resolve issue', to: 'Done', screen: true },
    { id: '51', name: 'Stop progress', to: 'In Progress', screen: false },
  ],
  Done: [{ id: '61', name: 'Reopen issue', to: 'To Do', screen: false }],
};

/** @param {string} status @returns {Transition[]} */
export const transitionsFrom = (status) => FROM[status] ?? [];
