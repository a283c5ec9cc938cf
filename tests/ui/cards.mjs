// Cards for the tests: what the worker would answer.

/** @param {string} text */
const text = (text) => ({ text });

export const PRICING = {
  moment: 'm1',
  title: 'Hold the price when the buyer objects',
  why: 'You saved this opportunity as Negotiation/Review with the objection Pricing.',
  seconds: 120,
  body: [
    {
      steps: [
        [{ strong: 'Pause.' }, text(' Ask what the price is compared with.')],
        [
          { strong: 'Isolate.' },
          text(' “If price were settled, would '),
          { emphasis: 'anything else' },
          text(' stop us?”'),
        ],
        [{ strong: 'Trade.' }, text(' Give only against something:')],
      ],
    },
    {
      table: {
        head: [[text('You give')], [text('You get')]],
        rows: [
          [[text('5 % off')], [text('A two-year term')]],
          [[text('10 % off')], [text('Twice the volume, or a public reference')]],
        ],
      },
    },
    {
      paragraph: [
        text('Above 10 %, ask first: '),
        { link: { text: 'who approves what', href: 'https://wiki.example.com/discounts' } },
        text('.'),
      ],
    },
  ],
  approval: {
    by: 'Ada, sales lead',
    reason: 'We lose deals when the buyer’s next step is empty.',
    minutes: 6,
    until: '2027-01-18',
    basis: 'trial',
  },
};

export const SLIPPING = {
  moment: 'm1',
  title: 'Date the buyer’s next step',
  why: 'You moved the close date by more than two weeks, for the second time.',
  seconds: 60,
  body: [
    { paragraph: [text('A date holds when the buyer has something to do by it.')] },
    {
      list: [
        [text('Name the buyer’s next act.')],
        [text('Put its date in '), { strong: 'Next Step' }, text('.')],
        [text('None to name? Lower the forecast category.')],
      ],
    },
  ],
  approval: null,
};

export const LONG = {
  ...PRICING,
  title:
    'Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz and other words that do not end',
  why: `${PRICING.why} `.repeat(4).trim(),
  body: [...PRICING.body, ...Array.from({ length: 12 }, () => PRICING.body[0])],
};

/** A card beside the field that it is about. */
export const FLAGGED = { ...SLIPPING, flag: 'next_step' };

/** Content that is wider than a card. */
export const WIDE = {
  ...SLIPPING,
  title: 'Name the limit before the meeting',
  body: [
    {
      paragraph: [
        text('The address is https://wiki.example.com/discounts/who-approves-what-and-when'),
      ],
    },
    {
      table: {
        head: ['Discount', 'Who approves', 'Within', 'Asked in'].map((word) => [text(word)]),
        rows: [
          ['up to 5 %', 'nobody', 'at once', '–'],
          ['up to 10 %', 'your manager', 'a day', '#deal-desk-requests'],
          ['above', 'Geschäftsleitungssitzung', 'two weeks', 'discounts@acme.example'],
        ].map((row) => row.map((cell) => [text(cell)])),
      },
    },
  ],
};

/** Content that a card must not turn into anything but words. */
export const HOSTILE = {
  ...SLIPPING,
  title: '<img src=x onerror=alert(1)>',
  body: [
    {
      paragraph: [
        { link: { text: 'script', href: 'javascript:alert(1)' } },
        { link: { text: 'plain', href: 'http://a.example/' } },
        { link: { text: 'relative', href: 'popup.html' } },
        text('<b>not bold</b>'),
      ],
    },
  ],
};

const BECAUSE = 'The buyer does it, and there is a day.';

/** A card with all that an aid can have. */
export const WHOLE = {
  ...PRICING,
  nudge: 'pricing-objection',
  flag: 'next_step',
  done: [2],
  level: 0,
  asked: [],
  receipt: { events: ['changed deal_phase'], left: [2, 240], percent: 90 },
  lesson: {
    title: 'Dates that hold',
    seconds: 200,
    sections: [
      {
        title: 'What makes a date hold',
        body: [{ paragraph: [text('An act, by them, on a day.')] }],
      },
      { title: 'When it slips', body: [{ steps: [[text('Ask.')], [text('Write it down.')]] }] },
    ],
  },
  checks: {
    remedies: [{ mistake: 'judgement', text: 'Look for an act and a day.', section: 2 }],
    variants: [
      {
        variant: 'first',
        level: 0,
        ask: 'Which entry holds?',
        task: {
          choose: [
            { text: 'Legal returns it on 12 March', because: BECAUSE },
            { text: 'They think about it', because: 'Nobody does anything.', mistake: 'judgement' },
            { text: 'I call them', because: 'That is your act.', mistake: 'judgement' },
          ],
        },
      },
      {
        variant: 'second',
        level: 0,
        ask: 'What comes first?',
        task: {
          order: { steps: ['Ask', 'Write', 'Date'], because: 'It follows.', mistake: 'judgement' },
        },
      },
      {
        variant: 'third',
        level: 0,
        ask: 'Which line will not hold?',
        task: {
          spot: [
            {
              text: 'Next step: they think about it',
              because: 'Nobody does anything, and no day is named.',
            },
            {
              text: 'Next step: legal returns the contract on 12 March',
              because: BECAUSE,
              mistake: 'judgement',
            },
            { text: 'Close date: 31 March', because: 'A day is named.', mistake: 'judgement' },
          ],
        },
      },
    ],
  },
};

/** The same with a lesson of several parts. */
export const TAUGHT = {
  ...WHOLE,
  lesson: {
    ...WHOLE.lesson,
    sections: [
      {
        title: 'What makes a date hold',
        body: [
          {
            paragraph: [
              text('A date holds when somebody on the other side does something by it. '),
              { emphasis: 'Your' },
              text(' wish for the end of the quarter does not.'),
            ],
          },
          {
            list: [
              [{ strong: 'An act:' }, text(' signs, returns, decides, invites.')],
              [{ strong: 'By them:' }, text(' a person with a name, not “the team”.')],
              [{ strong: 'On a day:' }, text(' one that is in a calendar.')],
            ],
          },
        ],
      },
      {
        title: 'How others write it',
        body: [
          { paragraph: [text('Read the two columns from left to right.')] },
          {
            table: {
              head: [[text('Instead of')], [text('Write')]],
              rows: [
                [[text('They think about it')], [text('Legal returns the contract on 12 March')]],
                [[text('Follow up')], [text('Dana shows it to the board on Monday')]],
              ],
            },
          },
        ],
      },
      {
        title: 'When it slips',
        body: [
          {
            steps: [
              [text('Ask what has to happen first, and who does it.')],
              [text('Write it down while you are in the call.')],
              [text('Only then move the close date.')],
            ],
          },
        ],
      },
    ],
  },
};
