import type { Page } from '@playwright/test';

/** Tells how far the service worker is: a test that waits for it in vain says where it stopped. */
export async function stateOfWorker(page: Page): Promise<string> {
  return await page.evaluate(async () => {
    if (navigator.serviceWorker.controller !== null) return 'serves';
    const registration = await navigator.serviceWorker.getRegistration();
    if (registration === undefined) return 'not registered';
    const releases = (await caches.keys()).filter((name) => name.startsWith('dia-ban-pages-'));
    const kept = await Promise.all(
      releases.map(async (name) => (await (await caches.open(name)).keys()).length),
    );
    const { installing, waiting, active } = registration;
    const worker = installing ?? waiting ?? active;
    return `${worker?.state ?? 'none'}, files kept: ${kept.join(' and ')}`;
  });
}

/** Gives which of some addresses the device keeps an answer for: under names that only its keys can make. */
export async function keptOf(page: Page, addresses: readonly string[]): Promise<string[]> {
  return await page.evaluate(async (wanted) => {
    const opened = indexedDB.open('dia-ban-keys');
    const database = await new Promise<IDBDatabase | null>((resolve) => {
      // It is made by the product alone.
      opened.addEventListener('upgradeneeded', () => opened.transaction?.abort());
      opened.addEventListener('error', () => resolve(null));
      opened.addEventListener('success', () => resolve(opened.result));
    });
    if (database === null) return [];
    const asked = database.transaction('session').objectStore('session').get('session');
    type Session = { print: string; answers: BufferSource | null };
    const session = await new Promise<Session | undefined>((resolve) => {
      asked.addEventListener('success', () => resolve(asked.result));
    });
    database.close();
    const salt = session?.answers ?? null;
    // On the disk it is wrapped: pages and the worker tell each other.
    const channel = new BroadcastChannel('dia-ban-keys');
    const secret = await new Promise<BufferSource | null>((resolve) => {
      channel.addEventListener('message', ({ data }) => {
        if (data.print === session?.print) resolve(data.secret);
      });
      setTimeout(() => resolve(null), 1_000);
      channel.postMessage({ ask: session?.print ?? '' });
    });
    channel.close();
    if (salt === null || secret === null) return [];
    const names = await crypto.subtle.deriveKey(
      {
        name: 'HKDF',
        hash: 'SHA-256',
        salt,
        info: new TextEncoder().encode('dia-ban names of answers'),
      },
      await crypto.subtle.importKey('raw', secret, 'HKDF', false, ['deriveKey']),
      { name: 'HMAC', hash: 'SHA-256', length: 256 },
      false,
      ['sign'],
    );
    const kept: string[] = [];
    for (const address of wanted) {
      const whole = new TextEncoder().encode(new URL(address, location.origin).href);
      const digest = [...new Uint8Array(await crypto.subtle.sign('HMAC', names, whole))];
      const name = digest.map((byte) => byte.toString(16).padStart(2, '0')).join('');
      if ((await caches.match(`/kept/${name}`)) !== undefined) kept.push(address);
    }
    return kept;
  }, addresses);
}

/**
 * Looks for texts in everything that the browser keeps for the product and scripts can read: all databases, all caches
 * with addresses and headers, and the small stores, as strings and as the bytes of UTF-8 and UTF-16. Gives the places of
 * each text: names of a database and its store, a cache and its address, or a small store.
 */
export async function readableOnDevice(
  page: Page,
  texts: readonly string[],
): Promise<Record<string, string[]>> {
  return await page.evaluate(async (wanted) => {
    const letters = new TextDecoder('latin1');
    const forms = wanted.map((text) => {
      const utf16 = Uint16Array.from(text, (letter) => letter.charCodeAt(0));
      const turned = utf16.map((unit) => (unit >> 8) | ((unit & 255) << 8));
      const bytes = [new TextEncoder().encode(text), utf16, turned];
      return { text, places: new Set<string>(), bytes: bytes.map((b) => letters.decode(b)) };
    });
    const lookAtBytes = (place: string, value: BufferSource) => {
      const all = letters.decode(value);
      for (const { bytes, places } of forms)
        if (bytes.some((b) => all.includes(b))) places.add(place);
    };
    const lookAt = async (place: string, value: unknown): Promise<void> => {
      if (typeof value === 'string' || typeof value === 'number') {
        const all = String(value).normalize('NFC');
        for (const { text, places } of forms) if (all.includes(text)) places.add(place);
      } else if (value instanceof ArrayBuffer || ArrayBuffer.isView(value)) {
        lookAtBytes(place, value as BufferSource);
      } else if (value instanceof Blob) lookAtBytes(place, await value.arrayBuffer());
      else if (typeof value === 'object' && value !== null) {
        for (const part of Object.entries(value).flat()) await lookAt(place, part);
      }
    };
    const done = <Result>(asked: IDBRequest<Result>) =>
      new Promise<Result>((resolve, reject) => {
        asked.addEventListener('success', () => resolve(asked.result));
        asked.addEventListener('error', () => reject(new Error('the database cannot be read')));
      });
    for (const { name } of await indexedDB.databases()) {
      const database = await done(indexedDB.open(name ?? ''));
      for (const store of database.objectStoreNames) {
        const rows = database.transaction(store).objectStore(store);
        const [keys, values] = [rows.getAllKeys(), rows.getAll()];
        await lookAt(`${name} ${store}`, [await done(keys), await done(values)]);
      }
      database.close();
    }
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const request of await cache.keys()) {
        const response = await cache.match(request, { ignoreVary: true });
        const place = `${name} ${new URL(request.url).pathname}`;
        await lookAt(place, [decodeURIComponent(request.url), [...(response?.headers ?? [])]]);
        lookAtBytes(place, (await response?.arrayBuffer()) ?? new ArrayBuffer(0));
      }
    }
    await lookAt('localStorage', Object.entries(localStorage));
    await lookAt('sessionStorage', Object.entries(sessionStorage));
    return Object.fromEntries(forms.map(({ text, places }) => [text, [...places]]));
  }, texts);
}
