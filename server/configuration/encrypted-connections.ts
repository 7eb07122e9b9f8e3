/** Addresses of the environment that a connection may lead to, and the hosts that stand for this machine. */
type Given = Readonly<{
  HOST: string;
  DATABASE_URL?: string | undefined;
  DATABASE_DIRECT_URL?: string | undefined;
  DATABASE_OWNER_URL?: string | undefined;
  DATABASE_REPLICA_URL?: string | undefined;
  DIABAN_GEOCODER_URL?: string | undefined;
  DIABAN_ROUTER_URL?: string | undefined;
  DIABAN_OPTIMISER_URL?: string | undefined;
  DIABAN_VIRUS_SCANNER?: string | undefined;
  DIABAN_SAME_MACHINE_HOSTS: string;
}>;

const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\]|::1)$/;
const DATABASES = [
  'DATABASE_URL',
  'DATABASE_DIRECT_URL',
  'DATABASE_OWNER_URL',
  'DATABASE_REPLICA_URL',
] as const;
const SERVICES = ['DIABAN_GEOCODER_URL', 'DIABAN_ROUTER_URL', 'DIABAN_OPTIMISER_URL'] as const;
/** Both check the certificate of the server; `require` encrypts for whoever answers. */
const CHECKED = ['verify-full', 'verify-ca'];

/** Tests for a host that stands for this machine; `others` names such hosts, with commas between. */
export function isOnThisMachine(host: string, others: string): boolean {
  const named = others.split(',').map((other) => other.trim().toLowerCase());
  return LOOPBACK.test(host) || named.includes(host.toLowerCase());
}

/**
 * Finds connections that would leave this machine without encryption, and tells in words what to set. What stays on the
 * machine (its sockets and loopback addresses) needs none.
 */
export function unencryptedConnections(given: Given): { variable: string; words: string }[] {
  const isHere = (host: string) => isOnThisMachine(host, given.DIABAN_SAME_MACHINE_HOSTS);
  const databases = DATABASES.filter((name) => {
    const address = given[name];
    return address !== undefined && !isCheckedDatabase(address, isHere);
  });
  const services = SERVICES.filter((name) => isPlain(given[name], isHere));
  const scanner = given.DIABAN_VIRUS_SCANNER ?? 'unix:';
  const isScannerHere = scanner.startsWith('unix:') || isHere(scanner.split(':')[0] ?? '');
  return [
    ...databases.map((variable) => ({
      variable,
      words: 'a database on another machine needs ?sslmode=verify-full at the end of its address',
    })),
    ...services.map((variable) => ({
      variable,
      words: 'must begin with https:// (http:// on this machine alone)',
    })),
    ...(isScannerHere
      ? []
      : [
          {
            variable: 'DIABAN_VIRUS_SCANNER',
            words: 'its protocol has no encryption: this machine alone',
          },
        ]),
  ];
}

function isCheckedDatabase(address: string, isHere: (host: string) => boolean): boolean {
  const [, hosts = '', query = ''] =
    /^[^/]*\/\/(?:[^@/]*@)?([^/?]*)[^?]*(?:\?(.*))?$/.exec(address) ?? [];
  const parameters = new URLSearchParams(query);
  if (CHECKED.includes(parameters.get('sslmode') ?? '')) return true;
  // An address without a host leads to a socket of this machine.
  return hosts.split(',').every((host) => host === '' || isHere(host.replace(/:\d+$/, '')));
}

function isPlain(address: string | undefined, isHere: (host: string) => boolean): boolean {
  // An address that cannot be read is refused by its own rule.
  if (address === undefined || !URL.canParse(address)) return false;
  const { protocol, hostname } = new URL(address);
  return protocol === 'http:' && !isHere(hostname);
}
