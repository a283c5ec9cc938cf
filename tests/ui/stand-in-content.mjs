// A stand-in for what is published: as many lines as the pages read of it.

const PACKS = [
  {
    pack: 'opportunity-management',
    title: 'Opportunities',
    nudges: { 'pricing-objection': 'weekly', 'slipping-close-date': undefined },
    roles: ['account-executive'],
    apps: ['salesforce'],
  },
  {
    pack: 'code-review',
    title: 'Reviews',
    nudges: { 'security-comments': 'each_record' },
    roles: [],
    apps: [],
  },
];

const ADAPTERS = [
  {
    app: 'salesforce',
    hosts: ['*.lightning.force.com'],
    pages: [
      {
        path: ['/lightning/r/{object}/{record}/view'],
        facts: { object: { find: [{ part: 'object' }] } },
      },
    ],
  },
];

/** The text of `content.json`: a first line of what there is, then two lines a nudge. */
export function standInContent() {
  const packs = PACKS.map(({ nudges, roles, apps, ...pack }) => ({
    ...pack,
    nudges: Object.keys(nudges).map((nudge) => ({ nudge })),
  }));
  const head = JSON.stringify({ format: 2, version: 'v', adapters: ADAPTERS, packs });
  const lines = PACKS.flatMap(({ nudges, roles, apps }) =>
    Object.entries(nudges).flatMap(([nudge, cadence]) => [
      JSON.stringify({ nudge, cadence, roles, apps }),
      JSON.stringify({ title: nudge, why: `For ${nudge}.` }),
    ]),
  );
  return `${head.slice(0, -1)},"nudges":[\n${lines.join(',\n')}\n]}\n`;
}
