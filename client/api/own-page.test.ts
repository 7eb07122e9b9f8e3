import { describe, expect, it } from 'vitest';

import { routeTree } from '#client/app/all-routes.tsx';
import { firstTree } from '#client/app/first-routes.ts';
import { NOTICES } from '#server/contract/features/all.ts';
import { DISGUISED_NEXT, DISGUISED_PATHS } from '#tests/support/requests/disguised-addresses.ts';

import { ownPage } from './own-page.ts';

type Tree = { children?: unknown };
/** Addresses of a tree, with `1` for each number in them. */
const addressesOf = ({ children }: Tree) =>
  (children as readonly { options: { path: string } }[]).map(({ options }) =>
    options.path.replaceAll(/\$\w+/g, '1'),
  );

describe('a page that somebody can be led to', () => {
  it('is each page of the router behind the sign-in, and no other', () => {
    const withoutSession = new Set(addressesOf(firstTree).filter((address) => address !== '/'));
    const all = addressesOf(routeTree);
    const behind = all.filter((address) => !withoutSession.has(address));
    expect(all.filter((address) => ownPage(address) !== undefined)).toEqual(behind);
    expect(behind.length).toBeGreaterThan(30);
  });

  it.each([
    ['/?id=36&status=recurring', '/?id=36&status=recurring'],
    ['/tips/7#attachments', '/tips/7#attachments'],
    ['/overview/', '/overview/'],
    ['/comparison?from=2026-01-01&to=2026-12-01', '/comparison?from=2026-01-01&to=2026-12-01'],
    ['/?q=https://evil.example//', '/?q=https://evil.example//'],
    ['/?q=Hàng Bài', '/?q=H%C3%A0ng%20B%C3%A0i'],
    // A browser reads it in this way, so the person gets there by it too.
    ['/tips/../overview', '/overview'],
  ])('keeps what was looked at there: %s', (given, page) => {
    expect(ownPage(given)).toBe(page);
  });

  it('is the one that a notice opens', () => {
    const target = { targetId: 36, onDate: '2026-12-01' };
    const addresses = Object.values(NOTICES).map(({ address }) => address(target));
    expect(addresses.map(ownPage)).toEqual(addresses);
  });

  it.each([...DISGUISED_NEXT.map(nextOf), ...DISGUISED_PATHS])('is not %j', (given) => {
    expect(ownPage(given)).toBeUndefined();
  });

  it.each([undefined, null, 36, true, ['/overview'], { href: '/overview' }, ''])(
    'is not %j',
    (given) => {
      expect(ownPage(given)).toBeUndefined();
    },
  );
});

/** The first `next` of a query: a program that reads it in another way gets no text. */
function nextOf(query: string): string {
  return new URLSearchParams(query).getAll('next').at(-1) ?? '';
}
