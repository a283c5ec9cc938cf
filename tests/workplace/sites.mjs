/** The sites of the page suites besides Salesforce: each is built when its first request comes, not before. */
import { fileURLToPath } from 'node:url';
import { buildPage as buildGitHub } from '../pages/github/build.mjs';
import { createSite as createGitHub } from '../pages/github/site.mjs';
import { buildPage as buildJiraCloud } from '../pages/jira-cloud/build.mjs';
import { createSite as createJiraCloud } from '../pages/jira-cloud/site.mjs';
import { buildPage as buildJiraDataCenter } from '../pages/jira-data-center/build.mjs';
import { createSite as createJiraDataCenter } from '../pages/jira-data-center/site.mjs';

/** @typedef {import('node:http').IncomingMessage} Request */
/** @typedef {import('node:http').ServerResponse} Response */
/**
 * @typedef {object} Site
 * @property {string[]} hosts
 * @property {(request: Request, response: Response, url: URL) => Promise<void>} answer
 * @property {() => void} reset
 */

/** @param {string} name of a suite */
const built = (name) => fileURLToPath(new URL(`../../target/pages/${name}`, import.meta.url));

/**
 * @template {Site} S
 * @param {string} name of the suite
 * @param {(pages: string) => Promise<unknown>} build
 * @param {(pages: string) => S} create
 */
function mount(name, build, create) {
  const pages = built(name);
  const site = create(pages);
  /** @type {Promise<unknown> | undefined} */
  let building;
  return {
    site,
    /** @param {Request} request @param {Response} response @param {URL} url */
    async answer(request, response, url) {
      building ??= build(pages);
      await building;
      return site.answer(request, response, url);
    },
  };
}

/** Every site with its own state, as at the start. */
export function mountSites() {
  const mounted = {
    github: mount('github', buildGitHub, createGitHub),
    jiraDataCenter: mount('jira-data-center', buildJiraDataCenter, createJiraDataCenter),
    jiraCloud: mount('jira-cloud', buildJiraCloud, createJiraCloud),
  };
  const all = Object.values(mounted);
  return {
    /** What tests look at and change, by suite. */
    sites: {
      github: mounted.github.site,
      jiraDataCenter: mounted.jiraDataCenter.site,
      jiraCloud: mounted.jiraCloud.site,
    },
    hosts: all.flatMap(({ site }) => site.hosts),
    /** Who answers for a host. @param {string} host */
    at: (host) => all.find(({ site }) => site.hosts.includes(host)),
    reset() {
      for (const { site } of all) site.reset();
    },
  };
}
