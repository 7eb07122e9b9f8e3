// The compiler knows either pages or workers; these few are all that the service worker uses.

export type WaitingEvent = Event & { waitUntil(work: Promise<unknown>): void };

export type RequestEvent = WaitingEvent & {
  readonly request: Request;
  respondWith(answer: Promise<Response>): void;
};

export type PushEvent = WaitingEvent & {
  /** Null where a push came without content. */
  readonly data: { json(): unknown } | null;
};

export type PressEvent = WaitingEvent & {
  readonly notification: { readonly data: unknown; close(): void };
};

type Window = { focus(): Promise<unknown>; postMessage(message: unknown): void };

export type WorkerScope = {
  readonly location: Location;
  readonly clients: {
    claim(): Promise<void>;
    matchAll(options: { type: 'window'; includeUncontrolled: boolean }): Promise<readonly Window[]>;
    openWindow(address: string): Promise<unknown>;
  };
  readonly registration: {
    showNotification(title: string, options: NotificationOptions): Promise<void>;
  };
  skipWaiting(): Promise<void>;
  addEventListener(type: 'install' | 'activate', listener: (event: WaitingEvent) => void): void;
  addEventListener(type: 'fetch', listener: (event: RequestEvent) => void): void;
  addEventListener(type: 'push', listener: (event: PushEvent) => void): void;
  addEventListener(type: 'notificationclick', listener: (event: PressEvent) => void): void;
  addEventListener(type: 'message', listener: (event: MessageEvent<unknown>) => void): void;
};

/** Message of the page to keep no answer that is still on its way; the worker answers on the port. */
export const FORGET = 'forget';

/**
 * Header of a question for which the kept answer is wanted at once, and none of the server's: the page asks the server
 * beside it.
 */
export const KEPT_ONLY_HEADER = 'x-diaban-kept-only';

/** Message of the page to a new worker that waits for its turn. */
export const TAKE_OVER = 'take over';

/** Message of the page to a worker that fetches a new release: somebody asks for something, which goes first. */
export const GIVE_WAY = 'give way';
