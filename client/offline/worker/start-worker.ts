import { GIVE_WAY, TAKE_OVER } from './scope.ts';

const ADDRESS = '/service-worker.js';
const LOOK_AGAIN = 3_600_000;
const PATIENCE_MILLISECONDS = 5_000;
/** Milliseconds before the second, the third … try to start; the last one repeats. */
const PAUSES = [10_000, 30_000, 60_000, 300_000];

let started: Promise<boolean> | null = null;
/** The newest call that asks the browser to register the worker; settled where none is under way. */
let registering: Promise<ServiceWorkerRegistration | undefined> = Promise.resolve(undefined);
let allowed = false;
let installing: ServiceWorker | null = null;
let waiting: ServiceWorker | null = null;
const listeners = new Set<() => void>();

/** A newer release that is ready and waits for the reader; null when there is none. */
export function waitingRelease(): ServiceWorker | null {
  return waiting;
}

export function onReleaseChange(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Says that somebody is signed in on this page: until then, and once the device forgets the session, no worker starts. */
export function allowWorker(): void {
  allowed = true;
}

/** Ends the worker and keeps the page from starting it again, also where a start is under way. */
export async function endWorker(workers: ServiceWorkerContainer): Promise<void> {
  allowed = false;
  started = null;
  await registering;
  const registrations = await workers.getRegistrations();
  await Promise.all(registrations.map((registration) => registration.unregister()));
}

/**
 * Starts the service worker, and gives a promise that is kept once it serves this page; false where the browser
 * has none, or a file of it did not come. A later release is fetched beside it and waits.
 */
export function startWorker(): Promise<boolean> {
  if (!allowed) return Promise.resolve(false);
  started ??= start().then((serves) => {
    if (!serves) started = null;
    return serves;
  });
  return started;
}

/**
 * Starts the service worker, and tries again where a file of it did not come, as on a poor line; true once it serves
 * this page, false once `signal` says that nobody waits any more.
 */
export async function startWorkerAtLast(signal: AbortSignal): Promise<boolean> {
  for (let failures = 0; !signal.aborted; failures += 1) {
    if (await startWorker()) return true;
    const milliseconds = PAUSES[Math.min(failures, PAUSES.length - 1)];
    await new Promise<void>((resolve) => void setTimeout(resolve, milliseconds));
  }
  return false;
}

/** Lets what the person asks for go before the files of a release that is being fetched. */
export function giveWay(): void {
  if (installing?.state === 'installing') installing.postMessage(GIVE_WAY);
}

async function start(): Promise<boolean> {
  // Absent where the page was served neither over TLS nor from loopback.
  const workers: ServiceWorkerContainer | undefined = navigator.serviceWorker;
  if (workers === undefined || !import.meta.env.PROD) return false;
  registering = workers.register(ADDRESS, { updateViaCache: 'none' }).catch(() => undefined);
  const registration = await registering;
  if (registration === undefined) return false;
  follow(registration);
  if (registration.active === null && !(await isInstalled(registration))) return false;
  const lookForNewer = () => void registration.update().catch(() => undefined);
  // The browser would wait until nothing is being fetched, which on a poor line may be never.
  lookForNewer();
  setInterval(lookForNewer, LOOK_AGAIN);
  await workers.ready;
  if (workers.controller !== null) return true;
  await new Promise<void>((resolve) => {
    workers.addEventListener('controllerchange', () => resolve(), { once: true });
  });
  return true;
}

/** Waits for the first worker; false where it gave up, since one of its files did not come. */
function isInstalled({ installing: worker, waiting: done }: ServiceWorkerRegistration) {
  return new Promise<boolean>((resolve) => {
    const look = () => {
      if (worker === null) resolve(done !== null);
      else if (worker.state === 'redundant') resolve(false);
      else if (worker.state !== 'installing' && worker.state !== 'parsed') resolve(true);
    };
    worker?.addEventListener('statechange', look);
    look();
  });
}

/** Lets the waiting release take over, and loads the page anew with it. What waits to be sent stays. */
export function takeOver(): void {
  navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), {
    once: true,
  });
  waiting?.postMessage(TAKE_OVER);
  // While the release in use answers requests, the browser puts the change off, for minutes if more follow.
  setTimeout(() => void loadWithoutWorker().catch(() => undefined), PATIENCE_MILLISECONDS);
}

/** Loads the page from the server, where that can be reached; it then starts the newer worker by itself. */
async function loadWithoutWorker(): Promise<void> {
  const { ok } = await fetch('/api/health/live', { cache: 'no-store' });
  const registration = await navigator.serviceWorker.getRegistration();
  if (!ok || registration === undefined) return;
  await registration.unregister();
  location.reload();
}

function follow(registration: ServiceWorkerRegistration): void {
  const look = () => {
    // The very first one has nobody to replace.
    if (registration.waiting === null || navigator.serviceWorker.controller === null) return;
    waiting = registration.waiting;
    for (const listener of listeners) listener();
  };
  const followInstalling = () => {
    installing = registration.installing;
    installing?.addEventListener('statechange', look);
  };
  look();
  // The browser looks for a newer one by itself when a page opens: one may be on its way already.
  followInstalling();
  registration.addEventListener('updatefound', followInstalling);
}
