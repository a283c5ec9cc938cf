/** Moves between the views without loading the page anew, as Jira does. */
import React, { useSyncExternalStore } from 'react';
import { SWITCHES } from './settings.js';

/** @type {Set<() => void>} */
const listeners = new Set();
const tell = () => {
  for (const listener of listeners) listener();
};
window.addEventListener('popstate', tell);

/** @param {string} to a path with its query @returns {string} the same with the page's switches */
function addressOf(to) {
  const url = new URL(to, window.location.origin);
  const now = new URLSearchParams(window.location.search);
  for (const name of SWITCHES) {
    const value = now.get(name);
    if (value !== null) url.searchParams.set(name, value);
  }
  return url.pathname + url.search;
}

/** @param {string} to */
export function navigate(to) {
  window.history.pushState(null, '', addressOf(to));
  tell();
}

/** @returns {URL} where the person is */
export function useAddress() {
  const href = useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => window.location.href,
  );
  return new URL(href);
}

/** Follows a plain click without loading the page. @param {React.MouseEvent<HTMLAnchorElement>} event */
export function follow(event) {
  if (event.button !== 0 || event.metaKey || event.ctrlKey) return;
  const link = event.currentTarget;
  event.preventDefault();
  navigate(link.pathname + link.search);
}

/** @param {{ to: string, children: React.ReactNode } & Record<string, unknown>} props */
export function Link({ to, children, ...rest }) {
  return (
    <a {...rest} href={to} data-is-router-link="true" onClick={follow}>
      {children}
    </a>
  );
}
