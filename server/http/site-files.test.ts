import { expect, it } from 'vitest';

import { outcomeOf, smallApp } from '#tests/support/requests/small-app.ts';

import { siteFiles } from './site-files.ts';

/** Asks for a file of the site at noon UTC of 1 March 2026. */
function asked(path: string, config: Record<string, unknown>) {
  const app = smallApp({
    config: { securityContact: null, publicUrl: null, ...config },
    clock: { now: () => '2026-03-01T12:00:00Z' },
  });
  app.route('/', siteFiles);
  return app.request(path);
}

it('search engines are kept out of the whole site', async () => {
  const answer = await asked('/robots.txt', {});
  expect(await answer.text()).toBe('User-agent: *\nDisallow: /\n');
  expect(answer.headers.get('cache-control')).toBe('public, max-age=86400');
});

it('the contact for weaknesses stands for 180 days from the beginning of the day', async () => {
  const securityContact = 'mailto:an-ninh@co-quan.example';
  const unnamed = await asked('/.well-known/security.txt', { securityContact });
  expect(await unnamed.text()).toBe(
    'Contact: mailto:an-ninh@co-quan.example\nExpires: 2026-08-28T00:00:00.000Z\n' +
      'Preferred-Languages: vi, en\n',
  );
  expect(unnamed.headers.get('cache-control')).toBe('public, max-age=86400');
  const publicUrl = 'https://diaban.example/any';
  const named = await asked('/.well-known/security.txt', { securityContact, publicUrl });
  expect(await named.text()).toMatch(
    /\nCanonical: https:\/\/diaban\.example\/\.well-known\/security\.txt\n$/,
  );
});

it('there is no such file where nobody is named', async () => {
  expect(await outcomeOf(asked('/.well-known/security.txt', {}))).toBe('request.not_found');
});
