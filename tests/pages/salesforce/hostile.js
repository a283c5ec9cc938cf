// A page that makes reading hard: what other scripts on a live page do by accident, or somebody on purpose.
// It runs in the page's world after the shell has started, and belongs to no part of the page.
const NODES = 10_000;
const HUGE = 1_048_576;
/** Short enough that every frame has some. */
const STORM_EVERY_MS = 15;
const STORM_SIZE = 200;

const { querySelector: look } = Document.prototype;
const { createElement: create } = document;
const make = (/** @type {string} */ tag) => create.call(document, tag);

/** Runs once the record is there. @param {(root: Element) => void} run */
function whenShown(run) {
  const root = look.call(document, 'one-record-home-flexipage2');
  if (root) run(root);
  else setTimeout(whenShown, 50, run);
}

/** One field as a record page has it, with another name. @param {string} tag @param {string} name @param {string} value */
function lookAlike(tag, name, value) {
  const item = make(tag);
  item.setAttribute('field-label', 'Stage');
  const field = make('div');
  field.dataset.targetSelectionName = name;
  const label = make('span');
  label.className = 'test-id__field-label';
  label.textContent = 'Stage';
  const shown = make('span');
  shown.className = 'test-id__field-value';
  shown.textContent = value;
  field.append(label, shown);
  item.append(field);
  return item;
}

/** Half of them the very same as a field but outside the record, half of them inside with nearly its name. */
function nodes() {
  whenShown((root) => {
    const box = make('div');
    box.hidden = true;
    const inside = make('div');
    inside.hidden = true;
    const exact = 'sfdc:RecordField.Opportunity.StageName';
    const near = [
      `${exact}__c`,
      `x${exact}`,
      exact.toLowerCase(),
      'sfdc:TabField.Opportunity.StageName',
    ];
    // Four elements each.
    for (let at = 0; at < NODES / 8; at += 1) {
      box.append(lookAlike('records-look-alike', exact, 'Closed Won'));
      inside.append(lookAlike('records-look-alike', near[at % near.length], 'Closed Lost'));
    }
    document.body.append(box);
    root.parentNode?.append(inside);
  });
}

/** What readers of record pages ask for. */
const ASKED_BY_READERS = /data-target-selection-name|test-id__|SaveEdit|record-home|lafPageHost/;

/** @param {any} prototype @param {string} name */
function deceive(prototype, name) {
  const honest = prototype[name];
  prototype[name] = function (/** @type {string} */ asked) {
    return ASKED_BY_READERS.test(asked) ? document.body : honest.call(this, asked);
  };
}

/** Prototypes as a careless library leaves them, and a form whose inputs are named like what a reader calls. */
function pollution() {
  whenShown((root) => {
    Object.assign(Array.prototype, { stage: 'Closed Won' });
    Object.defineProperty(Object.prototype, 'stage', { value: 'Closed Won', writable: true });
    // The page's own components must go on working: only what a reader would ask gets a wrong answer.
    for (const name of ['matches', 'querySelector', 'querySelectorAll', 'getAttribute', 'closest'])
      deceive(Element.prototype, name);
    for (const name of ['querySelector', 'querySelectorAll']) deceive(Document.prototype, name);
    window.MutationObserver = class {
      observe() {}
      disconnect() {}
      takeRecords = () => [];
    };
    const form = make('form');
    form.hidden = true;
    for (const name of [
      'matches',
      'shadowRoot',
      'parentNode',
      'childNodes',
      'attributes',
      'textContent',
      'localName',
    ]) {
      const input = make('input');
      input.name = name;
      form.append(input);
    }
    root.parentNode?.append(form);
  });
}

/** Attributes, classes and texts of a megabyte on and beside the fields. */
function attributes() {
  whenShown((root) => {
    const huge = 'StageName '.repeat(HUGE / 10);
    root.setAttribute('title', huge);
    root.setAttribute(
      'data-target-selection-name',
      `sfdc:RecordField.Opportunity.StageName${huge}`,
    );
    const beside = lookAlike('records-look-alike', `sfdc:RecordField.Opportunity.${huge}`, huge);
    beside.className = huge;
    beside.setAttribute('hidden', '');
    root.parentNode?.append(beside);
  });
}

/** Nodes and attributes that change in every frame, inside the record, for as long as the page is open. */
function storm() {
  whenShown((root) => {
    const box = make('div');
    box.hidden = true;
    root.parentNode?.append(box);
    let round = 0;
    setInterval(() => {
      round += 1;
      const name = 'sfdc:RecordField.Opportunity.Amount_Old__c';
      const blown = Array.from({ length: STORM_SIZE }, () =>
        lookAlike('records-look-alike', name, String(round)),
      );
      box.replaceChildren(...blown);
      root.setAttribute('data-round', String(round));
    }, STORM_EVERY_MS);
  });
}

/** @type {Record<string, () => void>} */
const KINDS = { nodes, pollution, attributes, storm };
KINDS[new URLSearchParams(location.search).get('hostile') ?? '']?.();
