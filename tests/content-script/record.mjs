// The small record page of the scenes about when it is read and said.

/** Long enough for a settled reading to be sent, if there were one. */
export const SETTLED_MS = 1_500;

export const PLAN = {
  version: 'v1',
  root: [],
  probes: [
    {
      alternatives: [
        { select: '#stage', take: 'text' },
        { select: '#stage', take: 'text', at: 'save' },
      ],
    },
    { alternatives: [{ select: 'input', take: 'value' }] },
  ],
  acts: [
    { act: 'broken', press: ':::' },
    { act: 'save', press: 'x-form >>> button[name=SaveEdit]' },
    { act: 'cancel', press: 'button[name=CancelEdit]' },
  ],
};

export const HTML = `<p id="stage">Proposal</p><p id="other"></p><input>
  <button name="CancelEdit"><b>Cancel</b></button><button name="SaveEdit">Not the one</button>
  <x-form></x-form>`;
export const JS = `
  const shadow = document.querySelector('x-form').attachShadow({ mode: 'open' });
  shadow.innerHTML = '<button name="SaveEdit">Save</button>';
  shadow.querySelector('button').addEventListener('click', () => {
    document.querySelector('#stage').textContent = 'Saving';
  }, true);`;

/** @param {import('./stage.mjs').Scene} scene @param {string} text */
export const setStage = (scene, text) =>
  scene.page.evaluate((value) => {
    const stage = document.querySelector('#stage');
    if (stage) stage.textContent = value;
  }, text);

/** @param {Record<string, any>} saw */
export const stageOf = (saw) => saw.readings[0].raw;
