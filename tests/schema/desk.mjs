/** An adapter that says everything once, and its variants: one thing changed each. */

/** Stands for a key that is taken away. */
export const GONE = Symbol('gone');

const source = 'looked up on the page, Desk 4.2';

/** @type {Record<string, unknown>} */
export const DESK = {
  app: 'desk',
  title: 'Desk',
  hosts: ['desk.acme.example'],
  me: [{ css: 'meta[name="login"]', take: 'attribute:content', anywhere: true, source }],
  locale: [{ css: 'html', take: 'attribute:lang', source }],
  working_time: { hours_a_day: 8, days_a_week: 5 },
  words: {
    review: {
      security: { strong: { en: ['SQL injection', 'XSS'] }, weak: { en: ['escap*', 'token*'] } },
    },
  },
  pages: [
    {
      page: 'ticket',
      path: '/tickets/{number}',
      record: 'number',
      root: [{ css: '#ticket[data-number="{number}"]', source }],
      acts: {
        save: [{ css: '#edit button[type="submit"]', source }],
        choose: [{ css: '[role="grid"] button', source, on: 'press' }],
        cancel: [{ css: '#edit .cancel', source }],
      },
      settle_seconds: 5,
      facts: {
        number: { kind: 'text', find: [{ part: 'number' }] },
        due: {
          kind: 'date',
          find: [
            { css: 'time.due', take: 'attribute:datetime', source },
            { label: ['Due', 'Fällig am'], without: 'small', source },
            { css: 'input[name="due"]', take: 'value', at: 'save', source },
            { pressed: 'attribute:data-day', at: 'choose', source },
          ],
        },
        created: { kind: 'date', find: [{ css: 'time.created', source }] },
        stage: { kind: 'text', find: [{ css: '.stage', source }] },
        effort: { kind: 'duration', find: [{ css: '.effort', source }] },
        urgent: { kind: 'flag', find: [{ css: '.urgent', source }] },
        labels: { kind: 'list', find: [{ css: '.label', source }] },
        topics: { kind: 'topics', words: 'review', find: [{ css: '.text', source }] },
        size: { kind: 'number', find: [{ css: '.size', source }] },
        open: { kind: 'number', count: { of: 'comments', when: { author: 'me' } } },
        lines: { kind: 'number', sum: { of: 'comments', fact: 'length' } },
        both: { kind: 'number', total: ['size', 'open'] },
        age: { kind: 'number', days: { from: 'created', to: 'due' } },
      },
      lists: {
        comments: {
          each: [
            { css: '.comment', source },
            { css: '.none', take: 'nothing', source },
          ],
          identity: 'id',
          day: 'written',
          facts: {
            id: { kind: 'text', find: [{ css: '^ .comment', take: 'attribute:id', source }] },
            author: { kind: 'person', find: [{ css: '.author', source }] },
            written: { kind: 'date', find: [{ css: 'time', source }] },
            length: { kind: 'number', find: [{ css: '.length', source }] },
            topics: { kind: 'topics', words: 'review', find: [{ css: '.body', source }] },
          },
        },
        changes: {
          fetch: '/api/tickets/{number}/history',
          each: [{ json: 'entries/*', source }],
          day: 'day',
          facts: {
            by: { kind: 'person', find: [{ json: '../../author', source }] },
            field: { kind: 'text', find: [{ json: 'field', source }] },
            from: { kind: 'text', find: [{ json: 'from', source }] },
            to: { kind: 'text', find: [{ json: 'to', source }] },
            day: { kind: 'date', find: [{ json: 'day', source }] },
          },
        },
      },
      history: { of: 'changes', fields: { 'Due date': 'due', 'Fällig am': 'due' } },
    },
  ],
  custom_field: [{ css: '[data-field="{field}"]', source }],
  meanings: {
    step: { fact: 'stage', values: { open: ['Open', 'Offen'], done: ['Done'] } },
    points: { field: 'story_points', kind: 'number' },
  },
  open_meanings: {
    objection: 'what the buyer objects to',
    reason: { bind: 'why it was closed', values: ['lost', 'won'] },
    limit: { bind: 'up to what it needs no approval', kind: 'money' },
  },
  events: {
    pushed: {
      changed: 'due',
      later_by_days: 1,
      when: {
        any: [{ urgent: true }, { size: { between: [1, 10] } }],
        not: { stage: ['Open', 'Done'] },
        all: [{ labels: { has: 'late' } }],
        count: { event: 'staged', within_days: 30, at_least: 2, on: 'this_record' },
        never: { event: 'commented', within_days: 90 },
        last_seen: { event: 'staged', at_least_days: 7, on: 'this_record' },
      },
    },
    staged: { changed: 'stage', from: 'Open', to: { not: 'Open' }, once_per_record: true },
    commented: { appeared: 'comments', such: { topics: 'security', author: 'me' } },
  },
};

/**
 * The adapter with one thing changed.
 * @param {string} place keys and positions with `/` between them
 * @param {unknown} value what stands there then, or GONE
 */
export function variant(place, value) {
  const adapter = structuredClone(DESK);
  const keys = place.split('/');
  const last = /** @type {string} */ (keys.pop());
  /** @type {any} */
  let inside = adapter;
  for (const key of keys) {
    inside = inside[key];
    if (typeof inside !== 'object') throw new Error(`nothing stands at ${place}`);
  }
  if (value !== GONE) inside[last] = value;
  else if (last in inside) delete inside[last];
  else throw new Error(`nothing stands at ${place}`);
  return adapter;
}
