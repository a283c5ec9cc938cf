/** What the page asks of its server. `?slow=MS` in the page's address slows down what it loads. */

const token = () => /atlassian\.xsrf\.token=([^;]+)/.exec(document.cookie)?.[1] ?? '';

/** @param {string} address */
function withSlowness(address) {
  const url = new URL(address, location.href);
  const slow = new URLSearchParams(location.search).get('slow');
  if (slow) url.searchParams.set('slow', slow);
  return url;
}

/** @param {Response} response */
async function read(response) {
  const json = response.headers.get('content-type')?.includes('json');
  return {
    ok: response.ok,
    json: json ? await response.json() : null,
    html: json ? null : await response.text(),
  };
}

/** @param {string} address */
export const load = async (address) => read(await fetch(withSlowness(address)));

/** @param {string} address @param {URLSearchParams} form */
export async function save(address, form) {
  form.set('atl_token', token());
  return read(await fetch(address, { method: 'POST', body: form }));
}
