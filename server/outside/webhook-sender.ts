import { Agent as HttpAgent, type IncomingMessage, request as requestHttp } from 'node:http';
import { Agent as HttpsAgent, request as requestHttps } from 'node:https';
import { isIP } from 'node:net';

import type { WebhookOutcome } from '#server/contract/webhook.ts';

import { AddressRefused, guardedLookup, isAllowedAddress } from './outside-addresses.ts';

/** Outcome of one POST; `status` is null where no answer came. */
export type Sent = { outcome: WebhookOutcome; status: number | null };

/** Sends events to addresses that an administrator has entered. */
export type WebhookSender = {
  /** Tests whether anything is sent to an address; its name is resolved later, at each connection. */
  accepts(address: string): boolean;
  /** Sends one body by POST and waits for the answer, 10 s at most. Redirections are not followed. Never throws. */
  send(address: string, headers: Readonly<Record<string, string>>, body: string): Promise<Sent>;
  close(): void;
};

const TIMEOUT_MILLISECONDS = 10_000;
/** An answer is not read; a longer one ends the connection. */
const MOST_ANSWER_BYTES = 16_384;
const AGENT = { keepAlive: true, maxSockets: 4, maxFreeSockets: 2, timeout: 60_000 };
const LOOPBACK = ['localhost', '127.0.0.1', '[::1]'];
const TLS_ERROR = /^(ERR_TLS|ERR_SSL|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO|EPROTO|HOSTNAME)/;

/**
 * @param options.hosts host names, as in an address, that may lie in an internal network; only those of this machine
 * among them may be addressed by http
 */
export function createWebhookSender(options: {
  hosts: readonly string[];
  timeoutMilliseconds?: number;
}): WebhookSender {
  const { hosts, timeoutMilliseconds = TIMEOUT_MILLISECONDS } = options;
  const agents = { http: new HttpAgent(AGENT), https: new HttpsAgent(AGENT) };

  function accepts(address: string): boolean {
    if (!URL.canParse(address)) return false;
    const { protocol, hostname, username, password } = new URL(address);
    const named = hosts.includes(hostname);
    if (username !== '' || password !== '') return false;
    if (protocol === 'http:') return named && LOOPBACK.includes(hostname);
    if (protocol !== 'https:') return false;
    const ip = hostname.replace(/^\[|\]$/g, '');
    return isIP(ip) === 0 || isAllowedAddress(ip, named);
  }

  return {
    accepts,
    async send(address, headers, body) {
      if (!accepts(address)) return { outcome: 'address_refused', status: null };
      const url = new URL(address);
      const isHttp = url.protocol === 'http:';
      const bytes = Buffer.from(body);
      const signal = AbortSignal.timeout(timeoutMilliseconds);
      return await new Promise<Sent>((resolve) => {
        const asked = (isHttp ? requestHttp : requestHttps)(url, {
          method: 'POST',
          agent: isHttp ? agents.http : agents.https,
          headers: { ...headers, 'content-length': bytes.byteLength, 'user-agent': 'dia-ban' },
          lookup: guardedLookup(hosts.includes(url.hostname)),
          signal,
        });
        let answered: Sent | null = null;
        asked.on('error', (error) => resolve(answered ?? failure(error, signal.aborted)));
        asked.on('response', (answer) => {
          answered = read(answer);
          void readAway(answer).then(() => resolve(read(answer)));
        });
        asked.end(bytes);
      });
    },
    close() {
      agents.http.destroy();
      agents.https.destroy();
    },
  };
}

/** Takes what follows the status off the connection, so that the next event can use it; never throws. */
async function readAway(answer: IncomingMessage): Promise<void> {
  let bytes = 0;
  try {
    for await (const part of answer) {
      bytes += (part as Buffer).byteLength;
      if (bytes > MOST_ANSWER_BYTES) break;
    }
  } catch {
    // The status has come: the receiver has decided.
  }
}

function read({ statusCode: status = 0 }: IncomingMessage): Sent {
  if (status >= 200 && status < 300) return { outcome: 'taken', status };
  if (status === 410) return { outcome: 'gone', status };
  return { outcome: status >= 300 && status < 400 ? 'redirected' : 'refused', status };
}

function failure(error: Error, timedOut: boolean): Sent {
  if (timedOut) return { outcome: 'timed_out', status: null };
  if (error instanceof AddressRefused) return { outcome: 'address_refused', status: null };
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  return { outcome: TLS_ERROR.test(code) ? 'tls_refused' : 'unreachable', status: null };
}
