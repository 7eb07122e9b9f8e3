import { lookup as lookUp, type LookupAddress, type LookupAllOptions } from 'node:dns';
import { Agent as HttpAgent, type IncomingMessage, request as requestHttp } from 'node:http';
import { Agent as HttpsAgent, request as requestHttps } from 'node:https';
import { BlockList, isIP, type LookupFunction } from 'node:net';

/** Thrown where a name leads into this machine or an internal network. */
export class AddressRefused extends Error {
  constructor(host: string) {
    super(`${host} is not an address outside`);
    this.name = 'AddressRefused';
  }
}

/**
 * Special ranges of IPv4 (https://www.iana.org/assignments/iana-ipv4-special-registry) and of the global part of IPv6.
 */
const SPECIAL: readonly [string, number][] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
];

const special = new BlockList();

for (const [address, prefix] of SPECIAL) {
  special.addSubnet(address, prefix, isIP(address) === 4 ? 'ipv4' : 'ipv6');
}

/** Everything else of IPv6 is loopback, local, mapped IPv4 or not given out. */
const global6 = new BlockList();

global6.addSubnet('2000::', 3, 'ipv6');

/** Addresses at which clouds hand out the credentials of a machine: refused even for hosts that an operator names. */
const linkLocal = new BlockList();

linkLocal.addSubnet('169.254.0.0', 16, 'ipv4');
linkLocal.addSubnet('fe80::', 10, 'ipv6');
linkLocal.addSubnet('fd00:ec2::', 32, 'ipv6');

/** Outcome of one POST; `status` is null where no answer came. */
export type Sent = {
  outcome:
    | 'taken'
    | 'refused'
    | 'gone'
    | 'redirected'
    | 'timed_out'
    | 'unreachable'
    | 'tls_refused'
    | 'address_refused';
  status: number | null;
};

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

/** Tests whether an IP address lies in the public internet. */
export function isPublicAddress(address: string): boolean {
  const family = isIP(address);
  if (family === 4) return !special.check(address, 'ipv4');
  return family === 6 && global6.check(address, 'ipv6') && !special.check(address, 'ipv6');
}

/** Tests whether a connection to an IP address is allowed; `named`: the operator names its host. */
export function isAllowedAddress(address: string, named: boolean): boolean {
  if (!named) return isPublicAddress(address);
  return !linkLocal.check(address, isIP(address) === 4 ? 'ipv4' : 'ipv6');
}

/**
 * Makes a `lookup` for sockets that gives only allowed addresses of a host. The socket connects to the very address that
 * was tested, so a name that changes between test and connection leads nowhere else. One forbidden address refuses all.
 * @param named the operator names this host, so it may lie in an internal network
 * @param resolve gives all addresses of a host
 */
export function guardedLookup(
  named: boolean,
  resolve: (
    host: string,
    options: LookupAllOptions,
    done: (error: NodeJS.ErrnoException | null, found: LookupAddress[]) => void,
  ) => void = lookUp,
): LookupFunction {
  return (host, options, done) => {
    resolve(host, { ...options, all: true }, (error, found) => {
      if (error !== null) {
        done(error, '', 0);
        return;
      }
      const [first] = found;
      if (first === undefined || !found.every(({ address }) => isAllowedAddress(address, named))) {
        done(new AddressRefused(host), '', 0);
      } else if (options.all === true) done(null, found);
      else done(null, first.address, first.family);
    });
  };
}
