// Finds what a person can point at: the adapter's own texts, and the fields that an organisation
// made. The name of such a field stands in an attribute at its value or around it; it counts only if
// the adapter's selector finds that very value by it, so a name that is offered is right.

/** @typedef {{fact: string, alternatives: Alternative[]}} FactPlace */
/** Where a field's name is read: between two texts of an attribute. @typedef {{attribute: string, before: string, after: string}} NamePlace */
/**
 * One way to find fields: `select` with `{field}` for the name, `every` the same for any name.
 * @typedef {{select: string, every: string, names: NamePlace[], take?: string, anywhere?: boolean}} FieldPlace
 */
/** @typedef {{root: string[], facts: FactPlace[], fields: FieldPlace[]}} Pointable */
/** A value on the page, and the element around it that is as good to point at. @typedef {{place: Element, area: Element}} Shown */
/** What can be pointed at, where, and what the reader takes there. @typedef {{kind: 'fact' | 'field', name: string, value: string, shown: Shown[]}} Candidate */

/**
 * @param {Pick<ReturnType<typeof cuecardReader>, 'root' | 'read' | 'find' | 'nothingLearnt'>} reader
 * @param {Pointable} pointable
 */
function cuecardCandidates(reader, { root, facts, fields }) {
  /** Stands for the name in a selector. */
  const FIELD = '{field}';
  /** Other letters could mean something in a selector; the longest names have 80 (Salesforce, with endings). */
  const NAME = /^\w{1,80}$/;
  /** Fits the rule for names, and no field has it: what it finds, any name would. */
  const NO_NAME = 'cuecard_no_such_field';
  /** Enough to know a value by; the reader takes more. */
  const MAX_VALUE = 255;

  /** @typedef {(alternative: Alternative) => Generator<undefined, Element[], void>} Find */

  /**
   * Everything that can be pointed at now, in document order. Each bare `yield` is a place where the
   * caller may pause.
   * @param {Set<ShadowRoot>} crossed receives the shadow roots that were entered
   * @returns {Generator<undefined, Candidate[], void>}
   */
  function* collect(crossed) {
    const from = reader.root(root);
    if (!from) return [];
    const learnt = reader.nothingLearnt(crossed);
    /** @type {Find} */
    const find = function* (alternative) {
      return (yield* reader.find(alternative, from, learnt)) ?? [];
    };
    const named = yield* fieldsByName(find);
    const names = [...named.keys()];
    const probes = [...facts, ...names.map((name) => ({ alternatives: fields.map(by(name)) }))];
    const plan = { version: '', root, probes, acts: [] };
    const { readings } = yield* reader.read(plan, from, crossed);
    const values = readings.map((reading) => reading && shortened(reading.raw));
    const texts = yield* factsWith(values, find);
    const others = names.map((name, at) =>
      candidate('field', name, values[facts.length + at], named.get(name) ?? []),
    );
    return inDocumentOrder(pointable(merged(texts, others)));
  }

  /**
   * The places of every field whose name can be told.
   * @param {Find} find
   * @returns {Generator<undefined, Map<string, Shown[]>, void>}
   */
  function* fieldsByName(find) {
    /** @type {Map<string, Shown[]>} */
    const named = new Map();
    for (const field of fields) {
      /** @type {Map<string, Set<Element>>} */
      const found = new Map();
      const having = function* (/** @type {string} */ name) {
        const known = found.get(name) ?? new Set(yield* find({ ...by(name)(field), all: true }));
        found.set(name, known);
        return known;
      };
      const anyway = yield* having(NO_NAME);
      for (const place of yield* find({ ...by('')(field), select: field.every, all: true })) {
        if (anyway.has(place)) continue;
        for (const { name, area } of namesAround(place, field.names)) {
          if (!(yield* having(name)).has(place)) continue;
          named.set(name, [...(named.get(name) ?? []), { place, area }]);
          break;
        }
      }
    }
    return named;
  }

  /** The alternative that reads a field of this name. @param {string} name @returns {(field: FieldPlace) => Alternative} */
  function by(name) {
    return ({ select, take = 'text', anywhere }) => ({
      select: select.replaceAll(FIELD, name),
      take,
      anywhere,
    });
  }

  /** Names at an element and around it, the nearest first. @param {Element} place @param {NamePlace[]} names */
  function* namesAround(place, names) {
    for (const area of outwards(place)) {
      for (const { attribute, before, after } of names) {
        const text = area.getAttribute(attribute) ?? '';
        const name = text.slice(before.length, text.length - after.length);
        if (NAME.test(name) && text === before + name + after) yield { name, area };
      }
    }
  }

  /**
   * The adapter's texts that have a value, each at all of its places.
   * @param {(string | null)[]} values
   * @param {Find} find
   * @returns {Generator<undefined, Candidate[], void>}
   */
  function* factsWith(values, find) {
    /** @type {Candidate[]} */
    const found = [];
    for (const [at, { fact, alternatives }] of facts.entries()) {
      /** @type {Shown[]} */
      const shown = [];
      for (const alternative of values[at] === null ? [] : alternatives) {
        if (alternative.at) continue;
        for (const place of yield* find(alternative)) shown.push({ place, area: place });
      }
      found.push(candidate('fact', fact, values[at], shown));
    }
    return found;
  }

  /**
   * @param {Candidate['kind']} kind
   * @param {string} name
   * @param {string | null} value null, where nothing can be read, means that there is nothing to point at
   * @param {Shown[]} shown
   * @returns {Candidate}
   */
  function candidate(kind, name, value, shown) {
    return { kind, name, value: value ?? '', shown: value === null ? [] : shown };
  }

  /**
   * A field that shows one of the adapter's texts is offered as that text, with its label.
   * @param {Candidate[]} texts
   * @param {Candidate[]} others
   */
  function merged(texts, others) {
    const left = others.filter(({ shown }) => {
      const text =
        texts.find((each) =>
          each.shown.some((own) => shown.some((one) => one.place === own.place)),
        ) ??
        texts.find((each) =>
          each.shown.some((own) => shown.some((one) => holds(one.area, own.place))),
        );
      // In front, because of two areas at one place the wider one has the label.
      text?.shown.unshift(...shown);
      return !text;
    });
    return [...texts, ...left];
  }

  /**
   * Leaves out what cannot be seen, what holds other candidates (a frame around fields is no field),
   * and what stands where another is already.
   * @param {Candidate[]} candidates
   */
  function pointable(candidates) {
    /** @type {Map<Element, Candidate>} */
    const owners = new Map();
    const seen = candidates.map((each) => {
      // An element without a box of its own cannot be pointed at, but what it is around can.
      const shown = each.shown.map(({ place, area }) => ({
        place,
        area: isSeen(area) ? area : place,
      }));
      const free = shown.filter(({ area }) => isSeen(area) && (owners.get(area) ?? each) === each);
      for (const { area } of free) owners.set(area, each);
      return { ...each, shown: free };
    });
    const frames = new Set();
    for (const [at, { shown }] of seen.entries()) {
      for (const { area } of shown) {
        for (const around of outwards(area)) {
          const owner = owners.get(around);
          if (owner && owner !== candidates[at]) frames.add(around);
        }
      }
    }
    for (const each of seen) each.shown = each.shown.filter(({ area }) => !frames.has(area));
    return seen.filter(({ shown }) => shown.length > 0);
  }

  /** @param {Candidate[]} candidates */
  function inDocumentOrder(candidates) {
    const ways = new Map(candidates.map((each) => [each, wayTo(each.shown[0].area)]));
    return candidates.sort((a, b) => compared(ways.get(a) ?? [], ways.get(b) ?? []));
  }

  /**
   * From the document inwards: the host of each shadow root around an element, then itself.
   * @param {Element} element
   */
  function wayTo(element) {
    /** @type {Element[]} */
    const way = [];
    for (let at = element; ; at = /** @type {ShadowRoot} */ (way[0].getRootNode()).host) {
      way.unshift(at);
      if (!(at.getRootNode() instanceof ShadowRoot)) return way;
    }
  }

  /** @param {Element[]} a @param {Element[]} b */
  function compared(a, b) {
    const at = a.findIndex((element, i) => element !== b[i]);
    if (at < 0 || at >= b.length) return a.length - b.length;
    return a[at].compareDocumentPosition(b[at]) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1;
  }

  /** @param {Element} element */
  function isSeen(element) {
    const { width, height } = element.getBoundingClientRect();
    return width > 0 && height > 0 && element.checkVisibility({ visibilityProperty: true });
  }

  /** @param {Element} area @param {Element} place */
  function holds(area, place) {
    return [...outwards(place)].includes(area);
  }

  /** An element and what it stands in, through shadow roots. @param {Element} element @returns {Generator<Element, void, void>} */
  function* outwards(element) {
    /** @type {Node | null} */
    let node = element;
    while (node) {
      if (node instanceof Element) yield node;
      // Not `node.parentNode`, which the controls of a form can be named.
      node =
        node instanceof ShadowRoot ? node.host : Reflect.get(Node.prototype, 'parentNode', node);
    }
  }

  /** @param {string} raw */
  function shortened(raw) {
    return raw.trim().slice(0, MAX_VALUE).toWellFormed();
  }

  return { collect, wayTo };
}
