/** The way from Firefox to the workplace: it cannot map host names, but it can be told to use a proxy. */
import http from 'node:http';
import net from 'node:net';

/**
 * Every CONNECT, whatever its host, ends at the workplace. Set `proxy.sslProxy` to `127.0.0.1:{port}`.
 * @param {number} workplacePort
 * @returns {Promise<{ port: number, asked: string[], close: () => Promise<void> }>} `asked`: the hosts in order,
 *   plain-HTTP requests included (they are refused)
 */
export async function startProxy(workplacePort) {
  /** @type {string[]} */
  const asked = [];
  /** @type {Set<import('node:stream').Duplex>} */
  const open = new Set();
  const server = http.createServer((request, response) => {
    asked.push(request.url ?? '');
    response.writeHead(404).end();
  });
  server.on('connect', (request, client) => {
    asked.push(request.url ?? '');
    const workplace = net.connect(workplacePort, '127.0.0.1', () => {
      client.write('HTTP/1.1 200 Connection established\r\n\r\n');
      workplace.pipe(client).pipe(workplace);
    });
    for (const end of [client, workplace]) {
      open.add(end);
      end
        .on('error', () => {})
        .on('close', () => {
          open.delete(end);
          client.destroy();
          workplace.destroy();
        });
    }
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  return {
    port,
    asked,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
        for (const end of open) end.destroy();
      }),
  };
}
