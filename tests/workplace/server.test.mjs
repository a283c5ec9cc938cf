import assert from 'node:assert/strict';
import { createHash, X509Certificate } from 'node:crypto';
import http from 'node:http';
import https from 'node:https';
import net from 'node:net';
import { after, before, beforeEach, test } from 'node:test';
import tls from 'node:tls';
import {
  opportunityId,
  REPORT_HOST,
  SALESFORCE_HOST,
  startProxy,
  startWorkplace,
} from './server.mjs';

/** @typedef {{ status: number, headers: import('node:http').IncomingHttpHeaders, body: string }} Answer */

/** @type {import('./server.mjs').Workplace} */
let workplace;
/** @type {http.Server} */
let upstream;
let delivered = 0;

before(async () => {
  upstream = http.createServer((request, response) => {
    delivered += 1;
    request
      .resume()
      .on('end', () =>
        response
          .writeHead(200, { 'content-type': 'application/json' })
          .end(JSON.stringify({ id: request.url, nth: delivered })),
      );
  });
  await new Promise((resolve) => upstream.listen(0, '127.0.0.1', () => resolve(undefined)));
  const { port } = /** @type {net.AddressInfo} */ (upstream.address());
  workplace = await startWorkplace({ pages: '.', upstream: `http://127.0.0.1:${port}` });
});
after(async () => {
  await workplace.close();
  upstream.close();
  upstream.closeAllConnections();
});
beforeEach(() => {
  workplace.reset();
  delivered = 0;
});

/**
 * @param {string} host
 * @param {string} path
 * @param {{ method?: string, body?: string, headers?: Record<string, string> }} [options]
 * @returns {Promise<Answer | 'broken'>}
 */
function ask(host, path, { method = 'GET', body, headers = {} } = {}) {
  return new Promise((resolve) => {
    const request = https.request(
      {
        host: '127.0.0.1',
        port: workplace.port,
        servername: host,
        path,
        method,
        headers: { host, ...headers },
        rejectUnauthorized: false,
        agent: false,
      },
      (response) => {
        let text = '';
        response.on('data', (part) => (text += part));
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text }),
        );
      },
    );
    request.on('error', () => resolve('broken'));
    request.end(body);
  });
}

/** @type {{ mode: import('./reports.mjs').Mode, upstream: number, expect: (answer: Answer | 'broken') => void }[]} */
const MODES = [
  {
    mode: 'up',
    upstream: 1,
    expect: (answer) =>
      assert.deepEqual(JSON.parse(whole(answer).body), { id: '/v1/reports/a', nth: 1 }),
  },
  { mode: 'down', upstream: 0, expect: (answer) => assert.equal(answer, 'broken') },
  {
    mode: 'portal',
    upstream: 0,
    expect: (answer) =>
      assert.match(`${whole(answer).status} ${whole(answer).body}`, /^200 <!doctype html>/),
  },
  { mode: 'error500', upstream: 0, expect: (answer) => assert.equal(whole(answer).status, 500) },
  {
    mode: 'too_many',
    upstream: 0,
    expect: (answer) =>
      assert.match(`${whole(answer).status} ${whole(answer).headers['retry-after']}`, /^429 \d+$/),
  },
  {
    mode: 'nonsense',
    upstream: 0,
    expect: (answer) => assert.throws(() => JSON.parse(whole(answer).body), SyntaxError),
  },
  {
    mode: 'too_large',
    upstream: 0,
    expect: (answer) =>
      assert.match(
        `${whole(answer).status} ${whole(answer).headers['content-type']}`,
        /^413 text\/html/,
      ),
  },
  {
    mode: 'repeat',
    upstream: 2,
    expect: (answer) => assert.equal(JSON.parse(whole(answer).body).nth, 2),
  },
  { mode: 'lost_answer', upstream: 1, expect: (answer) => assert.equal(answer, 'broken') },
];

/** @param {Answer | 'broken'} answer @returns {Answer} */
function whole(answer) {
  if (answer === 'broken') throw new assert.AssertionError({ message: 'the connection broke' });
  return answer;
}

for (const { mode, upstream: times, expect } of MODES) {
  test(`reports: ${mode}`, async () => {
    workplace.reports.mode = mode;
    expect(await ask(REPORT_HOST, '/v1/reports/a', { method: 'PUT', body: '{}' }));
    assert.equal(delivered, times);
  });
}

test('the certificate is the one whose key hash is given, for the names that it serves', async () => {
  const socket = tls.connect({
    host: '127.0.0.1',
    port: workplace.port,
    servername: REPORT_HOST,
    rejectUnauthorized: false,
  });
  await new Promise((resolve) => socket.once('secureConnect', resolve));
  const certificate = new X509Certificate(socket.getPeerCertificate().raw);
  socket.destroy();
  const spki = certificate.publicKey.export({ type: 'spki', format: 'der' });
  assert.equal(createHash('sha256').update(spki).digest('base64'), workplace.certificateHash);
  assert.ok(certificate.verify(certificate.publicKey));
  assert.equal(certificate.checkHost(SALESFORCE_HOST), SALESFORCE_HOST);
  for (const host of Object.values(workplace.sites).flatMap(({ hosts }) => hosts))
    assert.equal(certificate.checkHost(host), host);
  assert.equal(certificate.checkHost('example.com'), undefined);
});

test('every request is logged, from hosts that nobody serves too', async () => {
  const answer = await ask('telemetry.example', '/ping?x=1', {
    headers: { origin: 'https://elsewhere.example', cookie: 'a=b' },
  });
  assert.equal(whole(answer).status, 404);
  const [connection, request] = workplace.log;
  assert.deepEqual(
    { ...connection, at: 0 },
    { at: 0, kind: 'connection', host: 'telemetry.example' },
  );
  assert.deepEqual(
    { ...request, at: 0 },
    {
      at: 0,
      kind: 'request',
      host: 'telemetry.example',
      method: 'GET',
      path: '/ping?x=1',
      origin: 'https://elsewhere.example',
      userAgent: false,
      cookies: true,
    },
  );
});

/** The systems of the page suites, each with words that only its own page has. */
const SYSTEMS = [
  { host: 'github.com', path: '/acme/rocket/pulls', says: /octolytics-dimension/ },
  { host: 'jira.acme.example', path: '/secure/Dashboard.jspa', says: /ajs-remote-user/ },
  { host: 'acme.atlassian.net', path: '/issues/', says: /ajs-cloud-id/ },
];
for (const { host, path, says } of SYSTEMS)
  test(`${host} is answered by its own suite`, async () => {
    const { headers, body } = whole(await ask(host, path));
    assert.match(headers['content-type'] ?? '', /text\/html/);
    assert.match(String(headers['content-security-policy']), /default-src 'none'/);
    assert.match(body, says);
  });

test('a connection that never says who it looks for is logged', async () => {
  const socket = net.connect(workplace.port, '127.0.0.1');
  socket.end('GET / HTTP/1.1\r\n\r\n').resume();
  await new Promise((resolve) => socket.once('close', resolve).on('error', () => {}));
  assert.deepEqual(
    workplace.log.map(({ kind, host }) => ({ kind, host })),
    [{ kind: 'connection', host: null }],
  );
});

/** @type {{ name: string, fields: Record<string, import('./records.mjs').FieldValue>, refused: RegExp | null }[]} */
const SAVES = [
  { name: 'a stage of the list', fields: { StageName: 'Closed Won' }, refused: null },
  { name: 'a stage that is not in the list', fields: { StageName: 'Won' }, refused: /Stage Name/ },
  { name: 'no close date', fields: { CloseDate: null }, refused: /Close Date/ },
  { name: 'a negative amount', fields: { Amount: -1 }, refused: /Amount/ },
  { name: 'no amount', fields: { Amount: null }, refused: null },
  { name: 'a custom field', fields: { Primary_Objection__c: 'Pricing' }, refused: null },
  { name: 'a field of the system', fields: { OwnerId: 'x' }, refused: /Owner/ },
  {
    name: 'one good field and one bad',
    fields: { NextStep: 'Call', Amount: -1 },
    refused: /Amount/,
  },
];
for (const { name, fields, refused } of SAVES) {
  test(`a save of ${name} is ${refused ? 'refused' : 'kept'}`, () => {
    const id = opportunityId(1);
    const old = workplace.records.get(id);
    if (refused) {
      assert.throws(() => workplace.colleagueSaves(id, fields), refused);
      assert.deepEqual(workplace.records.get(id), old);
      return;
    }
    workplace.colleagueSaves(id, fields);
    const now = workplace.records.get(id);
    assert.deepEqual(now?.fields, {
      ...old?.fields,
      ...fields,
      LastModifiedById: now?.fields.LastModifiedById,
    });
    assert.notEqual(now?.fields.LastModifiedById, old?.fields.LastModifiedById);
  });
}

test('the records are closed to whoever has no session', async () => {
  const path = `/ui-api/records/${opportunityId(1)}`;
  assert.equal(whole(await ask(SALESFORCE_HOST, path)).status, 401);
  assert.equal(
    whole(await ask(SALESFORCE_HOST, path, { headers: { cookie: 'sid=workplace-session' } }))
      .status,
    200,
  );
});

test('the proxy leads every host to the workplace and says which were asked', async () => {
  const proxy = await startProxy(workplace.port);
  try {
    const socket = net.connect(proxy.port, '127.0.0.1');
    socket.write(`CONNECT ${SALESFORCE_HOST}:443 HTTP/1.1\r\n\r\n`);
    await new Promise((resolve) => socket.once('data', resolve));
    const secure = tls.connect({ socket, servername: SALESFORCE_HOST, rejectUnauthorized: false });
    secure.write(`GET /nowhere HTTP/1.1\r\nhost: ${SALESFORCE_HOST}\r\nconnection: close\r\n\r\n`);
    let text = '';
    for await (const part of secure) text += part;
    assert.match(text, /^HTTP\/1\.1 404/);
    assert.deepEqual(proxy.asked, [`${SALESFORCE_HOST}:443`]);
  } finally {
    await proxy.close();
  }
});
