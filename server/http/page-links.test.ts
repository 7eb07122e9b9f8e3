import { expect, it } from 'vitest';

import { smallApp } from '#tests/support/requests/small-app.ts';

import { linkPages } from './page-links.ts';

/** Gives the links of a page at an address. */
async function linked(path: string, next: string | number | null, name?: string) {
  const app = smallApp();
  app.get('*', (context) => {
    linkPages(context, next, name);
    return context.body(null, 204);
  });
  return (await app.request(path)).headers.get('link');
}

it('a page of a list links to itself and, with the same filter, to the next one', async () => {
  expect(await linked('/api/points?q=a%26b&cursor=old', 'n/2')).toBe(
    '</api/points?q=a%26b&cursor=old>; rel="self", </api/points?q=a%26b&cursor=n%2F2>; rel="next"',
  );
});

it('the last page links to itself alone', async () => {
  expect(await linked('/api/points', null)).toBe('</api/points>; rel="self"');
});

it('a page that is counted on may begin at nought, and name it otherwise', async () => {
  expect(await linked('/ogc/items', 0, 'offset')).toBe(
    '</ogc/items>; rel="self", </ogc/items?offset=0>; rel="next"',
  );
});
