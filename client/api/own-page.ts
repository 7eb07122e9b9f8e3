/** Pages behind the sign-in; `$` stands for a number. A test compares them with the addresses of the router. */
const PAGES: ReadonlySet<string> = new Set([
  '/',
  '/accounts',
  '/attribution',
  '/audit',
  '/boundaries',
  '/commune',
  '/comparison',
  '/conduct',
  '/geodata',
  '/hot-spots',
  '/imports',
  '/inspection-objects',
  '/inspection-objects/import',
  '/jobs',
  '/my-routes',
  '/notices',
  '/operations',
  '/outbox',
  '/overview',
  '/plans',
  '/print',
  '/proposals',
  '/questions',
  '/reports',
  '/routes',
  '/routes/$',
  '/routes/$/outcome',
  '/routes/$/print',
  '/routes/$/stops/$',
  '/routes/live',
  '/routes/recurring',
  '/services',
  '/settings',
  '/signal-measures',
  '/signals',
  '/teams',
  '/tip-clocks',
  '/tip-sources',
  '/tips',
  '/tips/$',
  '/tips/import',
  '/tips/new',
  '/webhooks',
  '/weekly-sheet',
  '/worklist',
]);
/** Stands for the own origin: what names another one is foreign, and the answer holds none at all. */
const ORIGIN = 'http://localhost';
const NUMBER = /(?<=\/)\d+(?=\/|$)/g;
const LAST_SLASH = /(?<=.)\/$/;

/**
 * Gives path, search and hash of an address that leads to a page of the product, as a browser reads it; undefined for
 * every other one. The only function that decides whether a given or kept address is opened: after the sign-in, from a
 * pushed notice, and wherever else an address comes from outside the code.
 * @param given anything that stood in an address, a store or a message
 */
export function ownPage(given: unknown): string | undefined {
  if (typeof given !== 'string' || !given.startsWith('/') || !URL.canParse(given, ORIGIN)) {
    return undefined;
  }
  const { origin, pathname, search, hash } = new URL(given, ORIGIN);
  const page = pathname.replace(LAST_SLASH, '').replaceAll(NUMBER, '$');
  return origin === ORIGIN && PAGES.has(page) ? `${pathname}${search}${hash}` : undefined;
}
