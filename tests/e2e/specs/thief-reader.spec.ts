import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';

import { expect, test } from '@playwright/test';

import { tileWith } from '#tests/support/files/point-tiles.ts';
import { portOf } from '#tests/support/processes/listening-port.ts';
import { createMarks } from '#tests/support/thief/marks.ts';
import { markedPhoto } from '#tests/support/thief/places.ts';
import { type Find, readProfile, sumUp } from '#tests/support/thief/read-profile.ts';

const PLACE = [105.8471234, 21.0314567] as const;
const KEPT = [
  'local',
  'session',
  'row',
  'wide',
  'large',
  'blob',
  'answer',
  'own',
  'sealed',
] as const;

/** What a page gives to the browser to keep: a mark for each way, and a photo in base64. */
type Given = Record<(typeof KEPT)[number] | 'photo', string>;
type Marks = ReturnType<typeof createMarks>;
type Planted = { all: Given; addresses: string[]; place: number[] };
type Answer = { type: string; coding?: string; body: Buffer };

/** Serves answers that a browser may keep, each packed in another way. */
async function serve(marks: Marks) {
  const json = { type: 'application/json' };
  const tile = gzipSync(tileWith({ properties: { status: 4 }, x: 200, y: 200 }));
  const answers: Record<string, Answer> = {
    '/': { type: 'text/html', body: Buffer.from('<!doctype html><p>a') },
    '/plain.json': { ...json, body: Buffer.from(marks.plant('fetched plain')) },
    '/gzip.json': { ...json, coding: 'gzip', body: gzipSync(marks.plant('fetched as gzip')) },
    '/br.json': { ...json, coding: 'br', body: brotliCompressSync(marks.plant('fetched as br')) },
    '/tiles/16/52036/28850.mvt': { type: 'application/x-tile', coding: 'gzip', body: tile },
  };
  const server = createServer((asked, answer) => {
    const { type, coding, body } = answers[asked.url?.split('?')[0] ?? '/'] ?? {};
    answer.writeHead(body === undefined ? 404 : 200, {
      ...(type === undefined ? {} : { 'content-type': type }),
      'cache-control': 'private, no-cache',
      etag: '"1"',
      ...(coding === undefined ? {} : { 'content-encoding': coding }),
    });
    answer.end(body);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { url: `http://127.0.0.1:${portOf(server)}/`, addresses: Object.keys(answers), server };
}

/** Keeps things in each store that a page has; runs in the page. */
async function keepEverywhere({ all, addresses, place }: Planted): Promise<void> {
  const done = <Result>(asked: IDBRequest<Result>) =>
    new Promise<Result>((resolve) => {
      asked.addEventListener('success', () => resolve(asked.result));
    });
  for (const address of addresses) await (await fetch(address)).arrayBuffer();
  localStorage.setItem('a', JSON.stringify({ note: `${all.local} ${place.join(' ')}` }));
  sessionStorage.setItem('a', all.session);
  const opening = indexedDB.open('trial', 1);
  opening.addEventListener('upgradeneeded', () => opening.result.createObjectStore('rows'));
  const database = await done(opening);
  const rows = () => database.transaction('rows', 'readwrite').objectStore('rows');
  const kind = { name: 'AES-GCM', length: 256 };
  const key = await crypto.subtle.generateKey(kind, false, ['encrypt']);
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const additionalData = new TextEncoder().encode('a name that the thief does not know');
  const text = new TextEncoder().encode(`{"note":"${all.sealed}","more":"words of an entry"}`);
  const bytes = await crypto.subtle.encrypt({ ...kind, iv, additionalData }, key, text);
  const values = {
    row: { note: all.row },
    wide: { note: `Ghi chú: ${all.wide}` },
    large: { note: `${'Rất dài. '.repeat(40_000)}${all.large}` },
    blob: new Blob([all.blob]),
    photo: Uint8Array.from(atob(all.photo), (letter) => letter.charCodeAt(0)),
    key: { key },
    sealed: { nonce: iv, bytes },
  };
  for (const [name, value] of Object.entries(values)) await done(rows().put(value, name));
  // Overwritten and deleted: the browser's file keeps both.
  await done(rows().put({ note: 'gone' }, 'row'));
  await done(rows().delete('key'));
  await (await caches.open('trial')).put('/kept', new Response(new Blob([all.answer])));
  const root = await navigator.storage.getDirectory();
  const file = await (await root.getFileHandle('a', { create: true })).createWritable();
  await file.write(all.own);
  await file.close();
}
test('a thief finds what was planted in each place where a browser keeps something', async ({
  playwright,
  launchOptions,
}) => {
  const marks = createMarks();
  const { url, addresses, server } = await serve(marks);
  const words = KEPT.map((name) => [name, marks.plant(name)]);
  const photo = (await markedPhoto(marks.plant('words in a photo'))).toString('base64');
  const all = { ...Object.fromEntries(words), photo } as Given;
  const folder = mkdtempSync(join(tmpdir(), 'diaban-thief-'));
  const context = await playwright.chromium.launchPersistentContext(folder, launchOptions);
  const page = await context.newPage();
  await page.goto(`${url}?q=${marks.plant('address')}`);
  await page.evaluate(keepEverywhere, { all, addresses, place: [...PLACE] });
  await context.close();
  server.close();

  const sought = { marks: marks.meanings, positions: { place: PLACE } };
  const { readable, opened, counts } = await readProfile(folder, sought);
  rmSync(folder, { recursive: true });
  console.log(sumUp(readable).join('\n'), counts);
  const found = (finds: readonly Find[]) => [...new Set(finds.map(({ what }) => what))].toSorted();
  const open = [...marks.meanings.values()].filter((meaning) => meaning !== 'sealed');
  const others = ['photo', 'place', 'points of the map'];
  expect(found(readable)).toEqual([...open, ...others].toSorted());
  expect(found(opened)).toEqual(['sealed']);
});
