// @ts-check
// Stands in for the worker in the frames of the co-sign page: a card and its lesson as a person of the team
// will see them. What is pressed there goes nowhere and is kept nowhere.
{
  /**
   * @typedef {object} Shown what the page put on the frame
   * @property {object} card
   * @property {Record<string, { message: string }> | null} words sentences of another language
   */
  const frame = /** @type {HTMLIFrameElement & { shown: Shown }} */ (window.frameElement);
  const { card, words } = frame.shown;
  const own = Reflect.get(globalThis, 'browser') ?? Reflect.get(globalThis, 'chrome');

  /** @param {string} key @param {string[]} [values] */
  function getMessage(key, values = []) {
    if (!words) return own.i18n.getMessage(key, values);
    const sentence = words[key]?.message ?? '';
    return sentence.replace(/\$([1-9])/g, (place, number) => values[Number(number) - 1] ?? place);
  }

  /** @param {{ kind: string, height?: number }} message */
  async function sendMessage({ kind, height }) {
    if (kind === 'card' || kind === 'lesson') return { card };
    if (kind === 'size') frame.style.blockSize = `${height}px`;
    // Answered, it would be gone.
    if (kind === 'answered') location.reload();
    return { ok: true };
  }

  const news = { addListener() {} };
  const openLesson = async () => void frame.dispatchEvent(new Event('lesson'));
  const standIn = {
    runtime: { id: own.runtime.id, onMessage: news, sendMessage, openOptionsPage() {} },
    i18n: { getMessage },
    tabs: {
      onActivated: news,
      onUpdated: news,
      getCurrent: async () => ({ id: 1, url: location.href }),
      query: async () => [{ id: 1, url: location.href }],
    },
    sidePanel: { setOptions: async () => {}, getOptions: async () => ({}), open: openLesson },
  };
  for (const name of ['chrome', 'browser']) {
    Object.defineProperty(globalThis, name, { value: standIn, configurable: true });
  }
  // Where somebody is in a lesson of their own stays as it is.
  Storage.prototype.setItem = () => {};
}
