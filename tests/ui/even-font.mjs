// A font in which every letter is the same square, half as wide as it is high. With it a page is laid out
// alike on every machine, whatever fonts that has. Made here, byte by byte (OpenType 1.9), as the
// fonts that test suites share are larger than all of our tests.

const UNITS = 1000;
const [ASCENT, DESCENT, ADVANCE] = [800, -200, 500];
const CHECKSUM_MAGIC = 0xb1b0afba;

/** @param {...[number, number]} fields value and how many bytes it has */
function bytes(...fields) {
  const out = [];
  for (const [value, size] of fields) {
    for (let shift = size - 1; shift >= 0; shift--) {
      // Past 32 bits nothing but zero is ever written here.
      out.push(shift > 3 ? 0 : (value >> (8 * shift)) & 0xff);
    }
  }
  return out;
}
/** @param {...number} values two bytes each */
const words = (...values) =>
  bytes(...values.map((it) => /** @type {[number, number]} */ ([it, 2])));

/** @param {number[]} table */
function checksum(table) {
  let sum = 0;
  for (let at = 0; at < table.length; at += 4) {
    sum +=
      ((table[at] << 24) |
        ((table[at + 1] ?? 0) << 16) |
        ((table[at + 2] ?? 0) << 8) |
        (table[at + 3] ?? 0)) >>>
      0;
  }
  return sum >>> 0;
}

/** One closed square; both glyphs are it. */
const GLYPH = [
  ...words(1, 0, DESCENT, ADVANCE, ASCENT, 3, 0),
  ...[1, 1, 1, 1],
  ...words(0, ADVANCE, 0, -ADVANCE),
  ...words(DESCENT, 0, ASCENT - DESCENT, 0),
];

/** @param {string} text in UTF-16 */
const utf16 = (text) => [...text].flatMap((letter) => [0, letter.charCodeAt(0)]);

function nameTable() {
  const names = [
    [1, 'Even'],
    [2, 'Regular'],
    [4, 'Even'],
    [6, 'Even'],
  ];
  let at = 0;
  const records = names.flatMap(([id, text]) => {
    const size = 2 * String(text).length;
    const record = words(3, 1, 0x409, Number(id), size, at);
    at += size;
    return record;
  });
  return [
    ...words(0, names.length, 6 + records.length),
    ...records,
    ...names.flatMap(([, text]) => utf16(String(text))),
  ];
}

/** The font file. @returns {number[]} */
export function evenFont() {
  const glyph = [...GLYPH, ...Array((4 - (GLYPH.length % 4)) % 4).fill(0)];
  /** @type {Record<string, number[]>} by tag, in the order that the directory has to have */
  const tables = {
    'OS/2': [
      ...words(4, ADVANCE, 400, 5, 0, 500, 500, 0, 0, 500, 500, 0, 0, 50, 250, 0),
      ...Array(10).fill(0),
      ...Array(16).fill(0),
      ...[0x54, 0x45, 0x53, 0x54],
      ...words(0x40, 0x20, 0xffff, ASCENT, DESCENT, 0, ASCENT, -DESCENT),
      ...Array(8).fill(0),
      ...words(500, 700, 0, 0x20, 0),
    ],
    cmap: [
      ...words(0, 1, 3, 10),
      ...bytes([12, 4]),
      // Format 13: many letters, one glyph.
      ...words(13, 0),
      ...bytes([28, 4], [0, 4], [1, 4], [0x20, 4], [0xffff, 4], [1, 4]),
    ],
    glyf: [...glyph, ...glyph],
    head: [
      ...bytes([0x10000, 4], [0x10000, 4], [0, 4], [0x5f0f3cf5, 4]),
      ...words(0b1011, UNITS),
      ...bytes([0, 8], [0, 8]),
      ...words(0, DESCENT, ADVANCE, ASCENT, 0, 8, 2, 1, 0),
    ],
    hhea: words(1, 0, ASCENT, DESCENT, 0, ADVANCE, 0, 0, ADVANCE, 1, 0, 0, 0, 0, 0, 0, 0, 2),
    hmtx: words(ADVANCE, 0, ADVANCE, 0),
    loca: bytes([0, 4], [glyph.length, 4], [2 * glyph.length, 4]),
    maxp: [...bytes([0x10000, 4]), ...words(2, 4, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0)],
    name: nameTable(),
    post: bytes([0x30000, 4], [0, 4], [0, 4], [1, 4], [0, 4], [0, 4], [0, 4], [0, 4]),
  };
  const count = Object.keys(tables).length;
  const directory = [...bytes([0x10000, 4]), ...words(count, 128, 3, 16 * count - 128)];
  /** @type {number[]} */
  const body = [];
  let headAt = 0;
  for (const [tag, table] of Object.entries(tables)) {
    const at = 12 + 16 * count + body.length;
    if (tag === 'head') headAt = at;
    directory.push(...[...tag].map((it) => it.charCodeAt(0)));
    directory.push(...bytes([checksum(table), 4], [at, 4], [table.length, 4]));
    body.push(...table, ...Array((4 - (table.length % 4)) % 4).fill(0));
  }
  const file = [...directory, ...body];
  file.splice(headAt + 8, 4, ...bytes([(CHECKSUM_MAGIC - checksum(file)) >>> 0, 4]));
  return file;
}

/** Lays the page out in it. Runs in the page. @param {number[]} font */
export async function setInEvenFont(font) {
  for (const style of ['normal', 'italic']) {
    // Every weight, as a browser that makes a letter bold by itself may widen it.
    const face = new FontFace('Even', new Uint8Array(font), { style, weight: '100 900' });
    document.fonts.add(await face.load());
  }
  document.documentElement.style.setProperty('--font', 'Even');
}
