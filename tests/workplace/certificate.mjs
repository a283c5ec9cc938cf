/**
 * A self-signed certificate made on the spot, so that no key lies in the repository and no tool must be installed.
 * X.509 is written by hand because node can sign but not make certificates.
 */
import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';

/** Long enough for any demo; browsers judge by the key's hash, not by the dates. */
const DAYS = 30;
const DAY_MS = 86_400_000;

/** DER tags that a certificate needs. */
const TAG = {
  integer: 0x02,
  bits: 0x03,
  octets: 0x04,
  oid: 0x06,
  text: 0x0c,
  time: 0x18,
  sequence: 0x30,
  set: 0x31,
  version: 0xa0,
  extensions: 0xa3,
  dnsName: 0x82,
};

const OID = { ecdsaWithSha256: '2a8648ce3d040302', commonName: '550403', subjectAltName: '551d11' };

/** @param {number} length */
function derLength(length) {
  if (length < 0x80) return Buffer.from([length]);
  const bytes = [];
  for (let rest = length; rest > 0; rest >>= 8) bytes.unshift(rest & 0xff);
  return Buffer.from([0x80 | bytes.length, ...bytes]);
}

/** @param {number} tag @param {...Buffer} parts */
function der(tag, ...parts) {
  const content = Buffer.concat(parts);
  return Buffer.concat([Buffer.from([tag]), derLength(content.length), content]);
}

/** @param {string} hex */
const oid = (hex) => der(TAG.oid, Buffer.from(hex, 'hex'));

/** @param {number} ms */
const time = (ms) =>
  der(TAG.time, Buffer.from(`${new Date(ms).toISOString().replace(/[-:T]|\.\d+Z/g, '')}Z`));

/**
 * @param {string[]} hosts names the certificate is for
 * @returns {{ key: string, cert: string, hash: string }} PEM key and certificate, and the hash of the public key
 *   for Chromium's `--ignore-certificate-errors-spki-list`
 */
export function makeCertificate(hosts) {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
  const spki = publicKey.export({ type: 'spki', format: 'der' });
  const algorithm = der(TAG.sequence, oid(OID.ecdsaWithSha256));
  const name = der(
    TAG.sequence,
    der(
      TAG.set,
      der(TAG.sequence, oid(OID.commonName), der(TAG.text, Buffer.from('Cuecard test workplace'))),
    ),
  );
  const names = der(TAG.sequence, ...hosts.map((host) => der(TAG.dnsName, Buffer.from(host))));
  const serial = Buffer.concat([Buffer.from([0x01]), randomBytes(8)]); // leading 1: positive, as the standard asks
  // The clock of a test may stand anywhere near today, so the certificate is valid on both sides of now.
  const now = Date.now();
  const body = der(
    TAG.sequence,
    der(TAG.version, der(TAG.integer, Buffer.from([2]))),
    der(TAG.integer, serial),
    algorithm,
    name,
    der(TAG.sequence, time(now - DAYS * DAY_MS), time(now + DAYS * DAY_MS)),
    name,
    spki,
    der(
      TAG.extensions,
      der(TAG.sequence, der(TAG.sequence, oid(OID.subjectAltName), der(TAG.octets, names))),
    ),
  );
  const signature = sign('sha256', body, privateKey);
  const certificate = der(
    TAG.sequence,
    body,
    algorithm,
    der(TAG.bits, Buffer.from([0]), signature),
  );
  const base64 = certificate
    .toString('base64')
    .replace(/(.{64})/g, '$1\n')
    .trimEnd();
  return {
    key: /** @type {string} */ (privateKey.export({ type: 'pkcs8', format: 'pem' })),
    cert: `-----BEGIN CERTIFICATE-----\n${base64}\n-----END CERTIFICATE-----\n`,
    hash: createHash('sha256').update(spki).digest('base64'),
  };
}
