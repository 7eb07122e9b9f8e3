import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Private key and certificate, both PEM. */
export type Certified = { key: string; cert: string };

/** An authority that certifies servers for tests. */
export type Authority = {
  /** File with its own certificate, PEM. */
  file: string;
  /** Certifies a server under a name or address, as `DNS:localhost` or `IP:127.0.0.1`, for a day that ends then. */
  certify(name: string, end: Date): Promise<Certified>;
  /** Makes a certificate that nobody but its owner has signed. */
  certifyItself(name: string): Promise<Certified>;
  remove(): void;
};

/** Alone `openssl ca` makes certificates of the past, with every OpenSSL. */
const RULES = `[ca]
default_ca = rules
[rules]
database = issued.txt
serial = serial.txt
new_certs_dir = .
default_md = sha256
policy = names
[names]
commonName = supplied
`;
const DAY = 86_400_000;
const NEW_KEY = '-newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes';

/** Makes an authority with openssl, in a folder of its own. */
export async function makeAuthority(): Promise<Authority> {
  const folder = mkdtempSync(join(tmpdir(), 'diaban-certificates-'));
  const file = (name: string) => join(folder, name);
  /** No word of a command has a blank within. */
  const openssl = async (command: string) =>
    await run('openssl', command.split(' '), { cwd: folder });
  const certified = (name: string): Certified => ({
    key: readFileSync(file(`${name}.key`), 'utf8'),
    cert: readFileSync(file(`${name}.pem`), 'utf8'),
  });
  const selfSigned = async (name: string, extension: string) => {
    const files = `-keyout ${name}.key -out ${name}.pem`;
    await openssl(`req -x509 ${NEW_KEY} -days 2 -subj /CN=${name} ${files} -addext ${extension}`);
  };
  await selfSigned('authority', 'keyUsage=keyCertSign');
  writeFileSync(file('rules.cnf'), RULES);
  writeFileSync(file('issued.txt'), '');
  writeFileSync(file('serial.txt'), '01\n');
  let number = 0;
  return {
    file: file('authority.pem'),
    async certify(subject, end) {
      number += 1;
      const name = `server-${number}`;
      writeFileSync(file(`${name}.txt`), `subjectAltName=${subject}\n`);
      await openssl(`req -new ${NEW_KEY} -subj /CN=${name} -keyout ${name}.key -out ${name}.csr`);
      const signer = '-cert authority.pem -keyfile authority.key';
      const files = `-extfile ${name}.txt -in ${name}.csr -out ${name}.pem`;
      const times = `-startdate ${asn1Time(end.getTime() - DAY)} -enddate ${asn1Time(end.getTime())}`;
      await openssl(`ca -batch -notext -config rules.cnf ${signer} ${files} ${times}`);
      return certified(name);
    },
    async certifyItself(subject) {
      number += 1;
      const name = `alone-${number}`;
      await selfSigned(name, `subjectAltName=${subject}`);
      return certified(name);
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** Writes an instant as certificates do: 20261127143000Z. */
function asn1Time(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replaceAll(/[-:T]|\.\d+/g, '');
}
