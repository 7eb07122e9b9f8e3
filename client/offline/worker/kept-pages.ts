import { answerOfServer } from '#client/api/instance.ts';

import { PAGES } from './cache-names.ts';

/** One build of the product: its name, and the addresses of its files. */
export type Release = { name: string; files: readonly string[] };

const PAGE = '/';
const SCRIPT = /<script type="module" crossorigin src="([^"]+)"/g;
const AT_A_TIME = 2;
/** A tab may still run the release before: its files stay until the one after. */
const KEPT_RELEASES = 2;

/**
 * Fetches every file of a release, a few at a time and after what the open page asks for, so that a poor connection
 * stays usable. Fails with any of them; the next try fetches what is missing.
 * @param untilFree settles when the person does not wait for anything; asked before each file
 */
export async function keepRelease(
  { name, files }: Release,
  untilFree: () => Promise<void>,
): Promise<void> {
  const cache = await caches.open(PAGES + name);
  const wanted = [PAGE, ...files];
  const fetchNext = async (): Promise<void> => {
    for (let path = wanted.shift(); path !== undefined; path = wanted.shift()) {
      // Names under assets/ carry a hash; the page itself has to be this release's.
      if (path !== PAGE && (await cache.match(path)) !== undefined) continue;
      await untilFree();
      const response = await fetch(path, {
        cache: path === PAGE ? 'reload' : 'default',
        priority: 'low',
      });
      if (!answerOfServer(response).ok) throw new Error(`${path}: ${response.status}`);
      await cache.put(path, response);
    }
  };
  await Promise.all(Array.from({ length: AT_A_TIME }, fetchNext));
}

/** Lets go of the releases before the last. */
export async function forgetOldReleases(): Promise<void> {
  const names = (await caches.keys()).filter((name) => name.startsWith(PAGES));
  await Promise.all(names.slice(0, -KEPT_RELEASES).map((name) => caches.delete(name)));
}

/** A file of the product: from the device, else from the server. */
export async function fileFor(request: Request): Promise<Response> {
  return (await caches.match(request, { ignoreSearch: true })) ?? (await fetch(request));
}

/**
 * The page of this release, at once. In the background its headers are renewed while the server still has
 * this release; a newer one comes with its own worker.
 */
export async function pageFor(
  request: Request,
  { name }: Release,
  waitUntil: (work: Promise<unknown>) => void,
): Promise<Response> {
  const cache = await caches.open(PAGES + name);
  const kept = await cache.match(PAGE);
  if (kept === undefined) return await fetch(request);
  const page = await kept.text();
  waitUntil(renewPage(cache, page).catch(() => undefined));
  // Fetched as scripts, they are taken as the browser has compiled them: see `keepCompiled` of the bundle.
  const preloads = '<link rel="preload" as="script" crossorigin href="$1" />$&';
  return new Response(page.replaceAll(SCRIPT, preloads), kept);
}

async function renewPage(cache: Cache, kept: string): Promise<void> {
  const fresh = answerOfServer(await fetch(PAGE, { cache: 'no-cache' }));
  if (fresh.ok && (await fresh.clone().text()) === kept) {
    await cache.put(PAGE, fresh);
  }
}
