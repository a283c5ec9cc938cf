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
  evidence: 'On trial until 18 January. Nobody knows yet whether it helps.',
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
  evidence: null,
};

export const LONG = {
  ...PRICING,
  title:
    'Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz and other words that do not end',
  why: `${PRICING.why} `.repeat(4).trim(),
  body: [...PRICING.body, ...Array.from({ length: 12 }, () => PRICING.body[0])],
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
