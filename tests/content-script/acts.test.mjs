// What the person presses: told once, read before the page reacts, and read again after.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { names, toldActs, watched } from './pressing.mjs';
import { HTML, JS, PLAN, SETTLED_MS, setStage, stageOf } from './record.mjs';
import { eventually, openStage } from './stage.mjs';

/** @type {Awaited<ReturnType<typeof openStage>>} */
let stage;
before(async () => {
  stage = await openStage();
});
after(() => stage.close());

test('a press by the person is read before the page reacts, and read again after', async () => {
  const scene = await stage.scene('act', { html: HTML, js: JS, plan: PLAN });
  await scene.until('saw');
  await scene.page.click('x-form button');
  const saws = await scene.until('saw', 3);
  assert.deepEqual(
    saws.map((saw) => [saw.act, stageOf(saw)]),
    [
      [null, 'Proposal'],
      ['save', 'Proposal'],
      [null, 'Saving'],
    ],
  );
});

test('after an act the settled reading is sent even if nothing changed', async () => {
  const scene = await stage.scene('owed', { html: HTML, js: JS, plan: PLAN });
  await scene.until('saw');
  await scene.page.click('button[name=CancelEdit] b');
  const saws = await scene.until('saw', 3);
  assert.deepEqual(
    saws.map((saw) => saw.act),
    [null, 'cancel', null],
  );
  assert.deepEqual(saws[2].readings, saws[0].readings);
  await setStage(scene, 'Proposal');
  await scene.page.waitForTimeout(SETTLED_MS);
  assert.equal((await scene.messages('saw')).length, 3, 'only one reading is owed');
});

test('presses by scripts and on other elements are no acts', async () => {
  const scene = await stage.scene('untrusted', { html: HTML, js: JS, plan: PLAN });
  await scene.until('saw');
  await scene.page.evaluate(() => {
    const button = document.querySelector('x-form')?.shadowRoot?.querySelector('button');
    button?.click();
    button?.dispatchEvent(new MouseEvent('click', { bubbles: true, composed: true }));
  });
  await scene.page.click('button:text("Not the one")');
  const saws = await scene.until('saw', 2);
  assert.deepEqual(
    saws.map((saw) => [saw.act, stageOf(saw)]),
    [
      [null, 'Proposal'],
      [null, 'Saving'],
    ],
  );
});

/** @type {[string, string, string, string[]][]} the press of the act, what is clicked, what is told */
const PRESSES = [
  ['the element itself', '#plain', '#plain', ['go plain']],
  ['what lies in it', '#plain', '#plain b', ['go plain']],
  ['not its neighbour', '#plain', '#other', []],
  ['in an open root', 'x-open >>> button', 'x-open', ['go open']],
  ['in a closed root', 'x-closed >>> button', 'x-closed', ['go closed']],
  ['in a nested root', 'x-outer >>> button', 'x-outer', ['go nested']],
  ['step by step', 'x-outer >>> x-inner >>> button', 'x-outer', ['go nested']],
  ['not through a root unasked', 'x-open button', 'x-open', []],
  ['not in another root', 'x-open >>> button', 'x-outer', []],
  ['the host of a closed root', 'x-closed', 'x-closed', ['go host']],
  ['an invalid selector', ':::', '#plain', []],
];
for (const [name, press, click, expected] of PRESSES) {
  test(`a press: ${name}`, async () => {
    const scene = await watched(stage, `press-${name.replaceAll(' ', '-')}`, {
      html: `<button id="plain" title="plain">A <b>button</b></button><button id="other">B</button>
        <x-open title="host"></x-open><x-closed title="host"></x-closed><x-outer></x-outer>`,
      js: `const inside = (mode) => '<button title="' + mode + '">In ' + mode + '</button>';
        const fill = (host, mode, html) => {
          const root = host.attachShadow({ mode });
          root.innerHTML = html;
          return root;
        };
        fill(document.querySelector('x-open'), 'open', inside('open'));
        fill(document.querySelector('x-closed'), 'closed', inside('closed'));
        const outer = fill(document.querySelector('x-outer'), 'open', '<x-inner></x-inner>');
        fill(outer.firstChild, 'closed', inside('nested'));`,
      acts: [{ act: 'go', press }],
      alternatives: [{ select: '', take: 'attribute:title', at: 'go' }],
      // Shadow roots are known once something has been looked for in them.
      lists: [{ each: [{ select: 'body >>> button', take: 'present' }], probes: [] }],
    });
    await scene.page.click(click);
    const told = await toldActs(scene);
    assert.deepEqual(
      told.map((saw) => `${saw.act} ${saw.readings[0].raw}`),
      expected,
    );
  });
}

test('at an act its own places are read, and nothing else', async () => {
  const name = { select: '#stage', take: 'text' };
  const scene = await watched(stage, 'own-places', {
    html: '<p id="stage">Proposal</p><button id="save" name="S">Save</button><button id="no">No</button>',
    acts: [
      { act: 'save', press: '#save' },
      { act: 'cancel', press: '#no' },
    ],
    alternatives: [
      name,
      { ...name, at: 'other' },
      { select: '.nope', take: 'text', at: 'save' },
      { select: '', take: 'attribute:name', at: 'save' },
      { select: '#stage', take: 'text', at: 'cancel' },
    ],
    lists: [{ each: [name], probes: [] }],
  });
  await scene.page.click('#save');
  await scene.page.click('#no');
  await toldActs(scene);
  const saws = await eventually(async () => {
    const all = await scene.messages('saw');
    return all.at(-1)?.act === null ? all : null;
  }, 'the page has settled');
  const quiet = saws.filter((saw) => saw.act === null);
  const acts = saws.filter((saw) => saw.act !== null);
  for (const saw of quiet) {
    assert.deepEqual(saw.readings, [
      { at: 0, raw: 'Proposal' },
      { at: 0, raw: 'Done' },
    ]);
    assert.deepEqual(saw.lists, [{ at: 0, items: [[]] }]);
  }
  assert.deepEqual(
    acts.map((saw) => [saw.act, saw.readings, saw.lists]),
    [
      ['save', [{ at: 3, raw: 'S' }, null], [null]],
      ['cancel', [{ at: 4, raw: 'Proposal' }, null], [null]],
      ['done', [null, null], [null]],
    ],
  );
});

test('again_ms after an act the page is read once more, even if nothing changed', async () => {
  const scene = await watched(stage, 'once-more', {
    html: '<p id="stage">Proposal</p><button id="save">Save</button>',
    acts: [{ act: 'save', press: '#save' }],
    alternatives: [{ select: '#stage', take: 'text' }],
    again_ms: SETTLED_MS / 2,
  });
  await scene.page.click('#save');
  const saws = await scene.until('saw', 4);
  assert.deepEqual(names(saws), [null, 'save', null, null]);
  assert.deepEqual(saws[3].readings, saws[0].readings);
  await scene.page.waitForTimeout(SETTLED_MS);
  assert.equal((await scene.messages('saw')).length, 4, 'once');
});

test('events that a script makes are no acts', async () => {
  const scene = await watched(stage, 'made-up', {
    html: `<form><input id="box" role="combobox" aria-activedescendant="o"><i role="option" id="o">
      Won</i><button type="button" class="send">Send</button></form>`,
    acts: [
      { act: 'send', press: 'form, .send' },
      { act: 'pick', press: '[role=option]' },
      { act: 'leave', press: '#box', leave: true },
    ],
  });
  // So that only their not being trusted tells them from the person's.
  await scene.page.keyboard.press('a');
  await scene.page.evaluate(() => {
    const box = document.querySelector('#box');
    const every = { bubbles: true, composed: true };
    box?.dispatchEvent(new KeyboardEvent('keydown', { ...every, key: 'Enter' }));
    box?.dispatchEvent(new FocusEvent('focusout', every));
    box?.dispatchEvent(new SubmitEvent('submit', every));
    for (const each of document.querySelectorAll('.send, [role=option]')) {
      each.dispatchEvent(new MouseEvent('click', { ...every, cancelable: true }));
    }
  });
  assert.deepEqual(names(await toldActs(scene)), []);
});
