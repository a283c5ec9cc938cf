/** A person's name as a link; a bot's is its app's. */
import { Label } from '@primer/react';

/** @param {{ login: string, className?: string, testid?: string }} props */
export function AuthorLink({ login, className = 'author Link--primary text-bold', testid }) {
  const bot = login.endsWith('[bot]');
  const name = login.replace(/\[bot\]$/, '');
  return (
    <>
      <a
        className={className}
        href={bot ? `/apps/${name}` : `/${name}`}
        data-testid={testid}
        {...(bot
          ? {}
          : { 'data-hovercard-type': 'user', 'data-hovercard-url': `/users/${name}/hovercard` })}
      >
        {name}
      </a>
      {bot && (
        <Label variant="secondary" className="ml-1">
          Bot
        </Label>
      )}
    </>
  );
}
