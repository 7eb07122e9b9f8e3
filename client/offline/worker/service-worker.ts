import {
  answerTo,
  forgetAnswers,
  forgetOldAnswers,
  isKept,
  keptAnswer,
  sealFormerAnswers,
} from './kept-answers.ts';
import { groundTile, isGroundTile } from './kept-ground.ts';
import { fileFor, forgetOldReleases, keepRelease, pageFor, type Release } from './kept-pages.ts';
import { openPushed, showPushed } from './pushed-notices.ts';
import { deviceKeys } from '#client/offline/keys/session-keys.ts';

import { FORGET, GIVE_WAY, KEPT_ONLY_HEADER, TAKE_OVER, type WorkerScope } from './scope.ts';

declare const self: WorkerScope;
/** Written in front of this file when it is built: see `bundle-worker.ts`. */
declare const RELEASE: Release;

/** Served as files; everything else beside the interface is a page of the browser's router. */
const NO_PAGES = /^\/(api|metrics|basemap)(\/|\.|$)/;

/**
 * Time for which the files of a release wait after each thing that the person asks for, in milliseconds: as long as a
 * screen may take to open on a poor line.
 */
const WAY_MILLISECONDS = 5_000;

let wayUntil = 0;

/** Settles when nobody has asked for anything for a while; a page that closed meanwhile holds up nothing for long. */
async function untilFree(): Promise<void> {
  for (let left = wayUntil - Date.now(); left > 0; left = wayUntil - Date.now()) {
    await new Promise<void>((resolve) => void setTimeout(resolve, left));
  }
}

self.addEventListener('install', (event) => event.waitUntil(keepRelease(RELEASE, untilFree)));

self.addEventListener('activate', (event) => {
  event.waitUntil(
    Promise.all([forgetOldReleases(), forgetOldAnswers(), sealFormerAnswers()]).then(() =>
      self.clients.claim(),
    ),
  );
});

// A new release waits until the reader says so, or until no page is left that runs the old one.
self.addEventListener('message', ({ data, ports }) => {
  if (data === GIVE_WAY) wayUntil = Date.now() + WAY_MILLISECONDS;
  if (data === TAKE_OVER) void self.skipWaiting();
  if (data === FORGET) void forgetAnswers().then(() => ports[0]?.postMessage(FORGET));
});

self.addEventListener('push', (event) => event.waitUntil(showPushed(self, event)));

self.addEventListener('notificationclick', (event) => {
  event.notification.close();
  event.waitUntil(openPushed(self, event.notification.data));
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== self.location.origin) return;
  const waitUntil = (work: Promise<unknown>) => event.waitUntil(work);
  if (request.headers.has(KEPT_ONLY_HEADER)) event.respondWith(keptAnswer(request));
  else if (isKept(url)) event.respondWith(answerTo(request, waitUntil));
  else if (isGroundTile(url)) event.respondWith(groundTile(request));
  else if (RELEASE.files.includes(url.pathname)) event.respondWith(fileFor(request));
  else if (request.mode === 'navigate' && !NO_PAGES.test(url.pathname)) {
    // The page will ask for what is kept; its keys come from the server while it is put together.
    waitUntil(deviceKeys.reopen().catch(() => undefined));
    event.respondWith(pageFor(request, RELEASE, waitUntil));
  }
});
