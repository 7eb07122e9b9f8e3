import type { IsoInstant } from '#server/contract/time.ts';

/** Key of the device's note of the last complete round of keeping; deleted with everything of the account. */
const KEPT_DAY = 'dia-ban-kept-day';

type KeptDay = { accountId: string; keptAt: IsoInstant };

/** Chromium's event that offers to install the product; other browsers have none. */
type InstallOffer = Event & { prompt(): Promise<unknown> };

/** State of this device for work without a network. */
export type Readiness = {
  /** Time when everything for a day was on the device; null where that is not so yet. */
  readyAt: IsoInstant | null;
  /** Bytes that the product takes on the device; null where the browser does not say. */
  bytes: number | null;
  /** True when the browser has promised not to delete them of itself; null where it cannot promise. */
  lasting: boolean | null;
};

let installOffer: InstallOffer | null = null;

/** Notes that pages, answers and streets for a day are on this device. */
export function noteKeptDay(accountId: string, keptAt: IsoInstant): void {
  localStorage.setItem(KEPT_DAY, JSON.stringify({ accountId, keptAt } satisfies KeptDay));
}

/** Reads how far this device is ready for an account. */
export async function readReadiness(accountId: string): Promise<Readiness> {
  // Absent where the page was served neither over TLS nor from loopback.
  const workers: ServiceWorkerContainer | undefined = navigator.serviceWorker;
  const storage: StorageManager | undefined = navigator.storage;
  const serves = workers !== undefined && workers.controller !== null;
  const estimate = await storage?.estimate().catch(() => undefined);
  const lasting = await storage?.persisted().catch(() => undefined);
  return {
    readyAt: serves ? readKeptDay(accountId) : null,
    bytes: estimate?.usage ?? null,
    lasting: lasting ?? null,
  };
}

/** Asks the browser never to delete what the product keeps; gives its answer. Some browsers ask the person. */
export async function askToLast(): Promise<boolean> {
  const storage: StorageManager | undefined = navigator.storage;
  return (await storage?.persist().catch(() => false)) ?? false;
}

/** Catches the browser's offer to install the product, to be shown where its reason is said. */
export function catchInstallOffer(): () => void {
  const take = (event: Event) => {
    event.preventDefault();
    if (isInstallOffer(event)) installOffer = event;
  };
  window.addEventListener('beforeinstallprompt', take);
  return () => window.removeEventListener('beforeinstallprompt', take);
}

/** Opens the browser's dialog to install the product; null where there is no offer. */
export function installation(): (() => Promise<unknown>) | null {
  const offer = installOffer;
  return offer === null ? null : () => offer.prompt();
}

function isInstallOffer(event: Event): event is InstallOffer {
  return 'prompt' in event && typeof event.prompt === 'function';
}

function readKeptDay(accountId: string): IsoInstant | null {
  try {
    const note: Partial<KeptDay> | null = JSON.parse(localStorage.getItem(KEPT_DAY) ?? 'null');
    return note?.accountId === accountId ? (note.keptAt ?? null) : null;
  } catch {
    return null;
  }
}
