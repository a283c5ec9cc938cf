// A WebSocket client with just what WebDriver BiDi needs: text both ways, over plain TCP to this
// machine. Node 20 has a WebSocket only behind a flag, and this is shorter than a dependency is heavy.
import { createHash, randomBytes } from 'node:crypto';
import { request } from 'node:http';

/** Fixed by RFC 6455 for the opening handshake. */
const HANDSHAKE = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';
const CONTINUATION = 0;
const TEXT = 1;
const CLOSE = 8;
const PING = 9;
const PONG = 10;

/**
 * @typedef {{ send(text: string): void, close(): void }} Line
 * @param {string} url  `ws://…`
 * @param {{ onText(text: string): void, onClose(): void }} listener
 * @returns {Promise<Line>}
 */
export function connect(url, listener) {
  const { hostname, port, pathname } = new URL(url);
  const key = randomBytes(16).toString('base64');
  const opening = request({
    hostname,
    port,
    path: pathname,
    headers: {
      Connection: 'Upgrade',
      Upgrade: 'websocket',
      'Sec-WebSocket-Key': key,
      'Sec-WebSocket-Version': '13',
    },
  });
  return new Promise((resolve, reject) => {
    opening.on('error', reject);
    opening.on('response', (answer) =>
      reject(new Error(`${url} answered ${answer.statusCode}, not a WebSocket`)),
    );
    opening.on('upgrade', (answer, socket, first) => {
      const proof = createHash('sha1')
        .update(key + HANDSHAKE)
        .digest('base64');
      if (answer.headers['sec-websocket-accept'] !== proof) {
        socket.destroy();
        reject(new Error(`${url} failed the WebSocket handshake`));
        return;
      }
      let waiting = first;
      /** @type {Buffer[]} */
      let message = [];
      const read = (/** @type {Buffer} */ more) => {
        waiting = Buffer.concat([waiting, more]);
        for (let frame = take(waiting); frame; frame = take(waiting)) {
          waiting = waiting.subarray(frame.length);
          if (frame.kind === PING) socket.write(wrap(PONG, frame.body));
          else if (frame.kind === CLOSE) socket.end();
          else if (frame.kind === TEXT || frame.kind === CONTINUATION) {
            message.push(frame.body);
            if (frame.last) {
              const text = Buffer.concat(message).toString('utf8');
              message = [];
              listener.onText(text);
            }
          }
        }
      };
      socket.on('data', read);
      socket.on('error', () => socket.destroy());
      socket.on('close', () => listener.onClose());
      resolve({
        send: (text) => void socket.write(wrap(TEXT, Buffer.from(text))),
        close: () => void socket.end(wrap(CLOSE, Buffer.alloc(0))),
      });
      read(Buffer.alloc(0));
    });
    opening.end();
  });
}

/** One whole frame from the front of `bytes`, or null while more must come. @param {Buffer} bytes */
function take(bytes) {
  if (bytes.length < 2) return null;
  let size = bytes[1] & 0x7f;
  let start = 2;
  if (size === 126) {
    if (bytes.length < 4) return null;
    size = bytes.readUInt16BE(2);
    start = 4;
  } else if (size === 127) {
    if (bytes.length < 10) return null;
    size = Number(bytes.readBigUInt64BE(2));
    start = 10;
  }
  const length = start + size;
  if (bytes.length < length) return null;
  return {
    kind: bytes[0] & 0x0f,
    last: (bytes[0] & 0x80) !== 0,
    body: bytes.subarray(start, length),
    length,
  };
}

/** A client's frames must be masked. @param {number} kind @param {Buffer} body */
function wrap(kind, body) {
  const mask = randomBytes(4);
  let head;
  if (body.length < 126) head = Buffer.from([0x80 | kind, 0x80 | body.length]);
  else if (body.length < 65_536) {
    head = Buffer.from([0x80 | kind, 0x80 | 126, 0, 0]);
    head.writeUInt16BE(body.length, 2);
  } else {
    head = Buffer.alloc(10);
    head[0] = 0x80 | kind;
    head[1] = 0x80 | 127;
    head.writeBigUInt64BE(BigInt(body.length), 2);
  }
  const masked = Buffer.from(body);
  for (let at = 0; at < masked.length; at += 1) masked[at] ^= mask[at % 4];
  return Buffer.concat([head, mask, masked]);
}
