import { startWorker } from './start-worker.ts';

/** A browser's subscription, as the server keeps it: bytes in base64url. */
export type BrowserSubscription = { endpoint: string; p256dh: string; auth: string };

/** `absent`: this browser gets no pushes; `denied`: its person has forbidden this site to show notices. */
export type PushAbility = 'able' | 'absent' | 'denied';

/** Tells what this browser supports, without asking its person anything. */
export function pushAbility(): PushAbility {
  const able = 'PushManager' in window && 'Notification' in window && 'serviceWorker' in navigator;
  if (!able) return 'absent';
  return Notification.permission === 'denied' ? 'denied' : 'able';
}

/** The subscription that this browser has; null where it has none. */
export async function browserSubscription(): Promise<BrowserSubscription | null> {
  const found = await (await pushManager())?.getSubscription();
  return found === null || found === undefined ? null : written(found);
}

/**
 * Asks the person for the permission and subscribes this browser. Called from a press alone, since browsers refuse the
 * question otherwise.
 * @param serverKey public key of the server, base64url
 * @returns null where the person says no, or the browser cannot
 */
export async function subscribeBrowser(serverKey: string): Promise<BrowserSubscription | null> {
  if (pushAbility() !== 'able') return null;
  if ((await Notification.requestPermission()) !== 'granted') return null;
  await startWorker();
  const manager = await pushManager();
  if (manager === null) return null;
  const options = { userVisibleOnly: true, applicationServerKey: serverKey };
  // A subscription with an earlier key of the server stands in the way.
  await (await manager.getSubscription())?.unsubscribe();
  const made = await manager.subscribe(options).catch(() => null);
  return made === null ? null : written(made);
}

/** Ends the subscription of this browser; its push service then tells the server that it is gone. */
export async function endBrowserSubscription(): Promise<void> {
  await (await (await pushManager())?.getSubscription())?.unsubscribe();
}

async function pushManager(): Promise<PushManager | null> {
  // Absent where the page was served neither over TLS nor from loopback.
  const workers: ServiceWorkerContainer | undefined = navigator.serviceWorker;
  const registration = await workers?.getRegistration();
  const manager: PushManager | undefined = registration?.pushManager;
  return manager ?? null;
}

function written(subscription: PushSubscription): BrowserSubscription | null {
  const { keys = {} } = subscription.toJSON();
  const { p256dh, auth } = keys;
  if (p256dh === undefined || auth === undefined) return null;
  return { endpoint: subscription.endpoint, p256dh, auth };
}
