// @ts-check
// Stands in for the browser's extension API in the frames of `cuecard preview`: cards come from the
// command, where the engine makes them, and what a person answers goes nowhere.
{
  /** Sentences by language and key. @type {Record<string, Record<string, { message: string }>>} */
  const words = Reflect.get(globalThis, 'words');
  const choices = () => decodeURIComponent(location.hash.slice(1)).split('/')[0].split('~');
  const tell = (/** @type {object} */ news) => parent.postMessage(news, '*');

  /** @param {string} key @param {string[]} [values] */
  function getMessage(key, values = []) {
    const [, , language] = choices();
    const sentence = (words[language] ?? words.en)[key]?.message ?? '';
    return sentence.replace(/\$([1-9])/g, (place, number) => values[number - 1] ?? place);
  }

  async function card() {
    const [, nudge, language, reader, variant] = choices();
    const answer = await fetch(
      `/card/${encodeURIComponent(nudge)}/${encodeURIComponent(language)}`,
    );
    if (!answer.ok) return { card: null };
    const { card } = await answer.json();
    card.moment = decodeURIComponent(location.hash.slice(1)).split('/')[0];
    card.practised = reader === 'practised';
    card.role = card.practised ? '' : reader;
    if (card.checks && variant) {
      const asked = card.checks.variants.filter(
        (/** @type {any} */ each) => each.variant === variant,
      );
      card.checks.variants = asked;
      card.level = asked[0]?.level ?? 0;
    }
    return { card };
  }

  /** @param {{ kind: string, height?: number }} message */
  async function sendMessage({ kind, height }) {
    if (kind === 'card' || kind === 'lesson') return card();
    if (kind === 'size') tell({ height });
    return { ok: true };
  }

  const news = { addListener() {} };
  const chrome = {
    runtime: { id: 'preview', onMessage: news, sendMessage, openOptionsPage() {} },
    i18n: { getMessage },
    tabs: {
      onActivated: news,
      onUpdated: news,
      query: async () => [{ id: 1, url: location.href }],
    },
    sidePanel: {
      setOptions: async (/** @type {{ path: string }} */ { path }) =>
        tell({ lesson: path.replace(/^\//, '') }),
      getOptions: async () => ({}),
      open: async () => {},
    },
  };
  Object.defineProperty(globalThis, 'chrome', { value: chrome });
}
