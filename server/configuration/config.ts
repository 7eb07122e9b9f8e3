import { join } from 'node:path';

import * as z from 'zod';

import { isOnThisMachine, unencryptedConnections } from './encrypted-connections.ts';
import { withSecretsFromFiles } from './secrets-from-files.ts';
import { type SecuritySettings, securitySettings } from './security.ts';
import {
  type ObjectStoreSettings,
  objectStoreSettings,
  whyNotObjectStore,
} from './object-store.ts';
import {
  type SingleSignOnSettings,
  singleSignOnSettings,
  whyNotSingleSignOn,
} from './single-sign-on.ts';
import { VARIABLES } from './variables.ts';

const Environment = z
  .object(VARIABLES)
  .refine(({ SMTP_URL, MAIL_FROM }) => (SMTP_URL === undefined) === (MAIL_FROM === undefined), {
    path: ['MAIL_FROM'],
    error: 'SMTP_URL and MAIL_FROM go together: who sends, and through which server',
  })
  .refine((given) => given.DIABAN_ANCHOR_MAIL === undefined || given.SMTP_URL !== undefined, {
    path: ['DIABAN_ANCHOR_MAIL'],
    error: 'DIABAN_ANCHOR_MAIL needs SMTP_URL and MAIL_FROM: who sends, and through which server',
  })
  .refine((given) => given.DATABASE_DIRECT_URL === undefined || given.DATABASE_URL !== undefined, {
    path: ['DATABASE_DIRECT_URL'],
    error: 'DATABASE_DIRECT_URL goes with DATABASE_URL, the address of the pooler in front of it',
  })
  .refine((given) => given.DATABASE_OWNER_URL === undefined || given.DATABASE_URL !== undefined, {
    path: ['DATABASE_OWNER_URL'],
    error: 'DATABASE_OWNER_URL goes with DATABASE_URL, the address of a role that owns nothing',
  })
  .refine((given) => given.DATABASE_REPLICA_URL === undefined || given.DATABASE_URL !== undefined, {
    path: ['DATABASE_REPLICA_URL'],
    error:
      'DATABASE_REPLICA_URL goes with DATABASE_URL, the address of the primary, which takes the writes',
  })
  .check(({ value, issues }) => {
    for (const { variable, words } of unencryptedConnections(value)) {
      issues.push({ code: 'custom', input: value, path: [variable], message: words });
    }
  })
  .check(({ value, issues }) => {
    const message = whyNotSingleSignOn(value);
    if (message !== null) {
      issues.push({ code: 'custom', input: value, path: ['DIABAN_OIDC_ISSUER'], message });
    }
    const why = whyNotObjectStore(value);
    if (why !== null) {
      issues.push({ code: 'custom', input: value, path: ['DIABAN_STORE_URL'], message: why });
    }
  });

export type Config = Readonly<{
  port: number;
  host: string;
  databaseUrl: string | null;
  /** The database behind the pooler of `databaseUrl`; null where there is none in between. */
  databaseDirectUrl: string | null;
  /** The database for the owner of its tables; null where `databaseUrl` is the owner's, or nothing is to be migrated. */
  databaseOwnerUrl: string | null;
  /** A hot standby that this process reads its map from; null: it reads from the primary. */
  databaseReplicaUrl: string | null;
  /** Milliseconds between two looks for the commits of others. */
  followMilliseconds: number;
  dataDirectory: string;
  attachmentsDirectory: string;
  /** The store of photos, papers and the kept copy of the points; null: they lie in folders. */
  objectStore: ObjectStoreSettings | null;
  /** Folder of the nightly backups; null: none are taken. */
  backupsDirectory: string | null;
  /** Folder and mail address outside that get the end of the log once a day; null: not there. */
  anchors: Readonly<{ directory: string | null; mailTo: string | null }>;
  /** Tries missing migrations on a copy before they change the database. */
  triesUpgrades: boolean;
  /** Code for restoring a backup from the page of an unused installation; null: one is drawn at each start. */
  setUpCode: string | null;
  seed: 'demo' | 'none';
  publicUrl: string | null;
  secret: string | null;
  basemapStyleUrl: string | null;
  basemapPmtiles: string | null;
  /** Server and sender of reminders, and if it is sent to by TLS alone; null when nobody is to get any. */
  mail: Readonly<{ smtpUrl: string; from: string; requiresTls?: boolean }> | null;
  /** A geocoder outside; null: addresses never leave the system. */
  geocoder: Readonly<{ url: string; kind: 'nominatim' | 'pelias' }> | null;
  /** An OSRM-compatible router outside; null: ways are found here. */
  routerUrl: string | null;
  /** A VROOM-compatible optimiser outside; null: orders are found here alone. */
  optimiserUrl: string | null;
  /** Token that opens the metrics from everywhere; null: only this machine reads them. */
  metricsToken: string | null;
  /** The description of the interface needs no sign-in. */
  openDocs: boolean;
  /** Address (`mailto:`, `https:` or `tel:`) for reports of weaknesses; null: there is no security.txt. */
  securityContact: string | null;
  /** Host names of receivers of events that may lie in an internal network. */
  webhookHosts: readonly string[];
  /** The organisation's OpenID provider; null: people sign in with passwords alone. */
  singleSignOn: SingleSignOnSettings | null;
  /** Push services that may be sent to, and the operator's address for them; no services: nothing is pushed. */
  push: Readonly<{ services: readonly string[]; contact: string }>;
  security: SecuritySettings;
  logLevel: string;
}>;

/** Reads the environment once; throws a readable error that names every wrong variable. */
export function readConfig(environment: Record<string, string | undefined>): Config {
  const parsed = Environment.safeParse(withSecretsFromFiles(environment));
  if (!parsed.success) {
    throw new Error(`The environment is not usable:\n${z.prettifyError(parsed.error)}`);
  }
  const given = parsed.data;
  return Object.freeze({
    port: given.PORT,
    host: given.HOST,
    databaseUrl: given.DATABASE_URL ?? null,
    databaseDirectUrl: given.DATABASE_DIRECT_URL ?? null,
    databaseOwnerUrl: given.DATABASE_OWNER_URL ?? null,
    databaseReplicaUrl: given.DATABASE_REPLICA_URL ?? null,
    followMilliseconds: given.DIABAN_FOLLOW_MILLISECONDS ?? followingOf(given),
    dataDirectory: given.DIABAN_DATA_DIR,
    attachmentsDirectory:
      given.DIABAN_ATTACHMENTS_DIR ?? join(given.DIABAN_DATA_DIR, 'attachments'),
    backupsDirectory:
      given.DIABAN_BACKUP_DIR === 'none'
        ? null
        : (given.DIABAN_BACKUP_DIR ?? join(given.DIABAN_DATA_DIR, 'backups')),
    anchors: {
      directory: given.DIABAN_ANCHOR_DIR ?? null,
      mailTo: given.DIABAN_ANCHOR_MAIL ?? null,
    },
    triesUpgrades: given.DIABAN_UPGRADE_TRIAL === 'always',
    setUpCode: given.DIABAN_SET_UP_CODE ?? null,
    seed: given.DIABAN_SEED,
    publicUrl: given.DIABAN_PUBLIC_URL ?? null,
    secret: given.DIABAN_SECRET ?? null,
    basemapStyleUrl: given.DIABAN_BASEMAP_STYLE_URL ?? null,
    basemapPmtiles: given.DIABAN_BASEMAP_PMTILES ?? null,
    mail: mailOf(given),
    routerUrl: given.DIABAN_ROUTER_URL ?? null,
    optimiserUrl: given.DIABAN_OPTIMISER_URL ?? null,
    geocoder:
      given.DIABAN_GEOCODER_URL === undefined
        ? null
        : { url: given.DIABAN_GEOCODER_URL, kind: given.DIABAN_GEOCODER_KIND },
    metricsToken: given.DIABAN_METRICS_TOKEN ?? null,
    openDocs: given.DIABAN_API_DOCS === 'everybody',
    securityContact: given.DIABAN_SECURITY_CONTACT ?? null,
    webhookHosts: given.DIABAN_WEBHOOK_HOSTS.split(',')
      .map((host) => host.trim().toLowerCase())
      .filter((host) => host !== ''),
    singleSignOn: singleSignOnSettings(given),
    objectStore: objectStoreSettings(given),
    push: pushOf(given),
    security: securitySettings(given),
    logLevel: given.LOG_LEVEL,
  });
}

/** Nobody tells a standby's reader when the standby has a commit: it looks more often. */
function followingOf({ DATABASE_REPLICA_URL }: z.infer<typeof Environment>): number {
  return DATABASE_REPLICA_URL === undefined ? 800 : 100;
}

function mailOf(given: z.infer<typeof Environment>): Config['mail'] {
  const { SMTP_URL, MAIL_FROM, DIABAN_SAME_MACHINE_HOSTS: same } = given;
  if (SMTP_URL === undefined || MAIL_FROM === undefined) return null;
  const requiresTls = !isOnThisMachine(new URL(SMTP_URL).hostname, same);
  return { smtpUrl: SMTP_URL, from: MAIL_FROM, requiresTls };
}

function pushOf(given: z.infer<typeof Environment>): Config['push'] {
  const { DIABAN_PUSH_SERVICES: listed, DIABAN_PUBLIC_URL: address = '' } = given;
  const services = listed
    .split(',')
    .map((service) => service.trim())
    .filter((service) => service !== '' && service !== 'none');
  const own = address.startsWith('https:') ? address : 'https://dia-ban.invalid/';
  return { services, contact: given.DIABAN_PUSH_CONTACT ?? own };
}

/** Tests if only who sits at this machine can reach the server, as far as the configuration tells. */
export function isPrivate({ host, publicUrl }: Pick<Config, 'host' | 'publicUrl'>): boolean {
  return isLoopback(host) && (publicUrl === null || isLoopback(new URL(publicUrl).hostname));
}

/** The demo's accounts have a published password: they exist only where nobody else can reach them. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || host.startsWith('127.');
}
