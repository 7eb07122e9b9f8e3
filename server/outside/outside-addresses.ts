import { lookup as lookUp } from 'node:dns';
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
 */
export function guardedLookup(named: boolean): LookupFunction {
  return (host, options, done) => {
    lookUp(host, { ...options, all: true }, (error, found) => {
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
