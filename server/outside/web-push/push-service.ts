import { encryptPush, type PushKeys } from './encrypt-push.ts';
import { authorisation, type ServerKey } from './server-key.ts';

/** Subscription of a browser: the address that takes messages for it, and its keys. */
export type PushTarget = PushKeys & { endpoint: string };

export type PushMessage = {
  target: PushTarget;
  serverKey: ServerKey;
  /** Content for the service worker; JSON. */
  payload: object;
  /** Phones wake up for it at once; the rest may wait for their next waking. */
  urgent: boolean;
  /** Milliseconds since 1970. */
  now: number;
};

/** Hands messages for browsers to the push services that an operator allows. */
export type PushSender = {
  /** True where a message may be sent to this address: an allowed service, over TLS. */
  allows(endpoint: string): boolean;
  /**
   * Resolves when the service has taken the message over; `gone` where the subscription exists no more. Throws what the
   * service or the network said, for another attempt.
   */
  send(message: PushMessage): Promise<'sent' | 'gone'>;
};

const TIMEOUT_MILLISECONDS = 10_000;
/** A phone that was off for longer is told nothing old. */
const KEPT_SECONDS = 24 * 3_600;
const GONE = new Set([404, 410]);

/**
 * @param services hosts, `*.host` for all below one; an entry with `http://` is a whole origin on this machine
 * @param contact `mailto:` or `https:` address of the operator, told to push services
 */
export function createPushSender(
  { services, contact }: { services: readonly string[]; contact: string },
  fetchFrom: typeof fetch = fetch,
): PushSender {
  function allows(endpoint: string): boolean {
    if (!URL.canParse(endpoint)) return false;
    const { protocol, origin, hostname, port, username } = new URL(endpoint);
    if (services.includes(origin)) return true;
    if (protocol !== 'https:' || port !== '' || username !== '') return false;
    return services.some((service) =>
      service.startsWith('*.') ? hostname.endsWith(service.slice(1)) : hostname === service,
    );
  }

  return {
    allows,
    async send({ target, serverKey, payload, urgent, now }) {
      if (!allows(target.endpoint)) return 'gone';
      const { origin } = new URL(target.endpoint);
      const body = encryptPush(Buffer.from(JSON.stringify(payload)), target);
      const response = await fetchFrom(target.endpoint, {
        method: 'POST',
        headers: {
          authorization: authorisation(serverKey, { origin, contact, now }),
          'content-encoding': 'aes128gcm',
          'content-type': 'application/octet-stream',
          ttl: String(KEPT_SECONDS),
          urgency: urgent ? 'high' : 'normal',
        },
        body: new Uint8Array(body),
        redirect: 'error',
        signal: AbortSignal.timeout(TIMEOUT_MILLISECONDS),
      });
      await response.body?.cancel();
      if (GONE.has(response.status)) return 'gone';
      if (!response.ok) throw new Error(`the push service answered ${response.status}`);
      return 'sent';
    },
  };
}
