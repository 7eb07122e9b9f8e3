import { afterEach, beforeEach, expect, it, vi } from 'vitest';

import { fakeCaches } from '#tests/support/browser/fake-caches.ts';
import { marked } from '#tests/support/faults/marked-answers.ts';

import { keepRelease, pageFor } from './kept-pages.ts';

const RELEASE = { name: 'one', files: ['/assets/a-1.js', '/assets/b-2.js', '/assets/c-3.js'] };
const free = () => Promise.resolve();

let device: ReturnType<typeof fakeCaches>;
let asked: string[];
/** A file that does not come; null where all do. */
let lost: string | null;

beforeEach(() => {
  device = fakeCaches();
  asked = [];
  lost = null;
  vi.stubGlobal('caches', device.caches);
  vi.stubGlobal(
    'fetch',
    marked(async (path: string) => {
      asked.push(path);
      if (path === lost) throw new TypeError('Failed to fetch');
      return new Response(path);
    }),
  );
});
afterEach(() => void vi.unstubAllGlobals());

it('keeps the page and every file of a release', async () => {
  await keepRelease(RELEASE, free);
  const kept = device.addresses().map((address) => new URL(address).pathname);
  expect(kept.toSorted()).toEqual(['/', ...RELEASE.files]);
});

it('keeps no page of somebody else on the line', async () => {
  vi.stubGlobal('fetch', async () => new Response('<html>Sign in to the Wi-Fi'));
  await expect(keepRelease(RELEASE, free)).rejects.toThrow('stranger');
  expect(device.addresses()).toEqual([]);
});

it('fails where a file does not come, and asks next time for that and for the page only', async () => {
  lost = '/assets/c-3.js';
  await expect(keepRelease(RELEASE, free)).rejects.toThrow('Failed to fetch');
  lost = null;
  asked = [];
  await keepRelease(RELEASE, free);
  expect(asked.toSorted()).toEqual(['/', '/assets/c-3.js']);
});

it('gives the page at once, with its scripts as the browser has compiled them, and keeps the newer page', async () => {
  const script = '<script type="module" crossorigin src="/assets/a-1.js"></script>';
  const headers = { 'content-security-policy': "default-src 'self'" };
  vi.stubGlobal(
    'fetch',
    marked(async () => new Response(script, { headers })),
  );
  await keepRelease({ ...RELEASE, files: [] }, free);
  const later: Promise<unknown>[] = [];
  const page = await pageFor(new Request('https://diaban.test/'), RELEASE, (work) => {
    later.push(work);
  });
  expect(await page.text()).toBe(
    `<link rel="preload" as="script" crossorigin href="/assets/a-1.js" />${script}`,
  );
  expect(page.headers.get('content-security-policy')).toBe("default-src 'self'");
  await Promise.all(later);
  const [name = ''] = await device.caches.keys();
  const kept = await (await device.caches.open(name)).match('/');
  expect(await kept?.text()).toBe(script);
});
