import type { App } from '#tests/e2e/drivers/app-driver.ts';
import { productUrl } from '#tests/e2e/product.ts';
import { expect, test } from '#tests/e2e/test.ts';
import { words } from '#tests/e2e/words.ts';
import { DISGUISED_NEXT, DISGUISED_PATHS } from '#tests/support/requests/disguised-addresses.ts';

/** Where an administrator begins: a page without a map, which is soon there. */
const HOME = '/accounts';

/** Everything that a window asks another site for, which gets no answer. */
async function foreignRequests({ page }: App): Promise<string[]> {
  const asked: string[] = [];
  await page.context().route(
    ({ origin }) => origin !== productUrl(),
    async (route) => {
      asked.push(route.request().url());
      await route.abort();
    },
  );
  return asked;
}

/** Waits until the sign-in is left; gives the address without the parameters that the page there adds by itself. */
async function endOf({ page }: App, foreign: readonly string[]): Promise<string> {
  const isLeft = () => foreign.length > 0 || !page.url().startsWith(`${productUrl()}/sign-in`);
  await expect.poll(isLeft, { intervals: [20, 50, 100] }).toBe(true);
  await page.waitForURL(({ pathname }) => foreign.length > 0 || pathname !== '/');
  const { origin, pathname } = new URL(page.url());
  return origin === productUrl() ? pathname : page.url();
}

test('nobody is led to another site after the password, however the address is spelt', async ({
  people,
}) => {
  const admin = await people.stranger();
  const foreign = await foreignRequests(admin);
  const ends: [string, string][] = [];
  for (const query of DISGUISED_NEXT) {
    // The page before asks for nothing any more when its session is gone.
    await admin.startsOpening('about:blank');
    // All but the one by which the browser is known: a stranger's would have to wait after so many.
    await admin.page.context().clearCookies({ name: /^(?!.*\.browser$)/ });
    await admin.startsOpening(`/sign-in?${query}`);
    await admin.signsIn('admin');
    ends.push([query, await endOf(admin, foreign)]);
    expect(foreign, query).toEqual([]);
  }
  expect(ends).toEqual(DISGUISED_NEXT.map((query) => [query, HOME]));
  console.log(`signed out: ${ends.length} disguises, ${foreign.length} requests to other sites`);
});

test('nobody who is signed in is led to another site either', async ({ people }) => {
  const admin = await people.as('admin');
  const foreign = await foreignRequests(admin);
  const ends: [string, string][] = [];
  for (const query of DISGUISED_NEXT) {
    await admin.startsOpening(`/sign-in?${query}`);
    ends.push([query, await endOf(admin, foreign)]);
    expect(foreign, query).toEqual([]);
  }
  expect(ends).toEqual(DISGUISED_NEXT.map((query) => [query, HOME]));
  console.log(`signed in: ${ends.length} disguises, ${foreign.length} requests to other sites`);
});

test('a session that ends at such an address leads back to the product', async ({ people }) => {
  const admin = await people.stranger();
  const foreign = await foreignRequests(admin);
  admin.willComplain(/status of 401 /);
  const ends: [string, string][] = [];
  await admin.startsOpening('/sign-in');
  await admin.signsIn('admin');
  await endOf(admin, foreign);
  for (const address of DISGUISED_PATHS) {
    await admin.startsOpening(productUrl() + address);
    await admin.expectScreen(words.common.notFoundTitle);
    await admin.page.request.post('/api/auth/sign-out', { headers: { origin: productUrl() } });
    await admin.startsOpening(productUrl() + address);
    await admin.expectSignIn();
    // Nothing of it stands in the address any more, where the next link could carry it on.
    expect(new URL(admin.address()).search).toBe('');
    await admin.signsIn('admin');
    ends.push([address, await endOf(admin, foreign)]);
    expect(foreign, address).toEqual([]);
  }
  expect(ends).toEqual(DISGUISED_PATHS.map((address) => [address, HOME]));
  console.log(`session ended: ${ends.length} disguises, ${foreign.length} requests to other sites`);
});
