// A copy of the built extension that may read some hosts at once, as an organisation's own build may:
// a browser that nobody sits at cannot answer the question for a host.
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const MANIFEST = fileURLToPath(new URL('manifest.mjs', import.meta.url));

/** @typedef {{ app: string, title: string, hosts: string[], pages: { page: string, path: string[] }[] }} Adapter */

/** The adapters of a built extension; one that runs at people's own hosts alone names none. @param {string} extension its folder @returns {Adapter[]} */
export function adaptersOf(extension) {
  const { adapters } = JSON.parse(readFileSync(join(extension, 'content.json'), 'utf8'));
  return adapters.map((/** @type {Adapter} */ { hosts = [], ...rest }) => ({ ...rest, hosts }));
}

/** @param {string} pattern a host, or `*.` and what its hosts end in @param {string} host */
export function hostFits(pattern, host) {
  return pattern.startsWith('*.') ? host.endsWith(pattern.slice(1)) : host === pattern;
}

/**
 * @param {string} extension folder of the built one, which stays as it is
 * @param {string[]} hosts without a port: permissions know none
 */
export function withHosts(extension, hosts) {
  const folder = mkdtempSync(join(tmpdir(), 'cuecard-granted-'));
  const forget = () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  try {
    cpSync(extension, folder, { recursive: true });
    // The extension asks for a system as its adapter names it, so that is what must be granted.
    const named = adaptersOf(extension).flatMap((adapter) => adapter.hosts);
    const sites = named.filter((site) => hosts.some((host) => hostFits(site, host)));
    const manifest = join(folder, 'manifest.json');
    const { host_permissions: before = [] } = JSON.parse(readFileSync(manifest, 'utf8'));
    const patterns = new Set([
      ...before,
      ...sites.map((site) => `https://${site}/*`),
      ...hosts.map((host) => `*://${host}/*`),
    ]);
    execFileSync(process.execPath, [MANIFEST, manifest, manifest, ...patterns]);
  } catch (error) {
    forget();
    throw error;
  }
  return { folder, forget };
}
