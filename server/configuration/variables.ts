import * as z from 'zod';

import { OBJECT_STORE_VARIABLES } from './object-store.ts';
import { SECURITY_VARIABLES } from './security.ts';
import { SINGLE_SIGN_ON_VARIABLES } from './single-sign-on.ts';

/** The push services of Chrome and its relatives, Firefox, Safari, and Edge. */
const PUSH_SERVICES =
  'fcm.googleapis.com,updates.push.services.mozilla.com,web.push.apple.com,*.notify.windows.com';

const SERVER_VARIABLES = {
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000).describe('port'),
  HOST: z.string().min(1).default('127.0.0.1').describe('address on which it listens'),
  DIABAN_PUBLIC_URL: z
    .url()
    .optional()
    .describe(
      'the address that people type, behind a proxy that ends TLS; passkeys are bound to its ' +
        'name (without it to `localhost`)',
    ),
  DIABAN_DATA_DIR: z
    .string()
    .min(1)
    .default('.diaban')
    .describe('the data folder; with the embedded database for one process at a time'),
  DIABAN_ATTACHMENTS_DIR: z.string().min(1).optional().meta({
    description: 'photos and papers; all processes share this folder',
    without: 'in the data folder',
  }),
  DIABAN_BACKUP_DIR: z
    .string()
    .min(1)
    .optional()
    .meta({
      description:
        'nightly backups: seven days, five Mondays, twelve firsts of a month, the latest ' +
        'restored aside each month to prove it; `none`: none',
      without: '`backups` in the data folder',
    }),
  DIABAN_SEED: z
    .enum(['demo', 'none'])
    .default('demo')
    .describe('`none`: an empty embedded database starts empty'),
  DIABAN_SET_UP_CODE: z
    .string()
    .trim()
    .min(16)
    .max(200)
    .optional()
    .meta({
      description:
        '16 characters or more: the code for restoring a backup on the page `/set-up`, which ' +
        'works only while nothing was entered (the demonstration counts as entered)',
      without: 'drawn at each start, printed in the log',
    }),
  DIABAN_SECRET: z.string().min(32).optional().meta({
    description: 'signs session cookies and encrypts second factors; 32 characters or more',
    without: 'kept in the data folder',
    secret: true,
  }),
  LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent'])
    .default('info')
    .describe('JSON lines on stdout, without personal data'),
} as const;

const DATABASE_VARIABLES = {
  DATABASE_URL: z
    .string()
    .min(1)
    .optional()
    .meta({
      description:
        'PostgreSQL 16+ with PostGIS 3.3+, or a primary and its standbys (`one,two`); without ' +
        'it the embedded database',
      secret: true,
    }),
  DATABASE_DIRECT_URL: z
    .string()
    .min(1)
    .optional()
    .meta({
      description:
        'the same database past a pooler: set it where `DATABASE_URL` leads to PgBouncer in ' +
        'transaction mode',
      secret: true,
    }),
  DATABASE_OWNER_URL: z
    .string()
    .min(1)
    .optional()
    .meta({
      description:
        'the same database for the owner of its tables, to migrate and restore, where ' +
        '`DATABASE_URL` signs in as a role that owns nothing (see the runbook)',
      secret: true,
    }),
  DATABASE_REPLICA_URL: z
    .string()
    .regex(/^[^,]+$/, 'one standby: each process reads from one')
    .optional()
    .meta({
      description: 'a hot standby: this process reads its map there and writes to `DATABASE_URL`',
      secret: true,
    }),
  DIABAN_FOLLOW_MILLISECONDS: z.coerce.number().int().min(50).max(60_000).optional().meta({
    description: 'time between two looks for the commits of other processes',
    without: '800, on a standby 100',
  }),
  DIABAN_UPGRADE_TRIAL: z
    .enum(['always', 'never'])
    .default('always')
    .describe(
      'a start of a new version tries its migrations on a copy of the database first; ' +
        '`never`: it does not',
    ),
} as const;

const MAP_VARIABLES = {
  DIABAN_BASEMAP_STYLE_URL: z
    .url()
    .optional()
    .describe('a MapLibre style as the ground of the map; mind its licence'),
  DIABAN_BASEMAP_PMTILES: z
    .string()
    .min(1)
    .optional()
    .describe('a PMTiles file as the ground of the map'),
  DIABAN_GEOCODER_URL: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe(
      'a geocoder, asked only when a person presses for it; the words of the address then ' +
        'leave the system',
    ),
  DIABAN_GEOCODER_KIND: z
    .enum(['nominatim', 'pelias'])
    .default('nominatim')
    .describe('or `pelias`'),
  DIABAN_ROUTER_URL: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe('an OSRM-compatible router; positions of stops then leave the system'),
  DIABAN_OPTIMISER_URL: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe(
      'a VROOM-compatible service beside the own optimiser, its answer is checked; times ' +
        'between numbered places then leave the system, no position and no name',
    ),
} as const;

const MESSAGES_VARIABLES = {
  SMTP_URL: z
    .url({ protocol: /^smtps?$/ })
    .optional()
    .meta({
      description:
        'mail server (`smtp://user:password@host:587`) for reminders: a digest at 07:30, a mail ' +
        'when something becomes overdue; counts and codes of points only',
      secret: true,
    }),
  MAIL_FROM: z
    .string()
    .regex(/^(?:[^<>\r\n]*<[^\s@<>]+@[^\s@<>]+>|[^\s@<>]+@[^\s@<>]+)$/)
    .optional()
    .describe('sender of reminders; needs `SMTP_URL`'),
  DIABAN_PUSH_CONTACT: z
    .url({ protocol: /^(mailto|https)$/ })
    .optional()
    .meta({
      description:
        '`mailto:…` or `https:…` of the operator, told to push services with every message',
      without: 'the public address',
    }),
  DIABAN_PUSH_SERVICES: z
    .string()
    .default(PUSH_SERVICES)
    .meta({
      description:
        'hosts that notices for phones may be sent to, with commas between, `*.host` for all ' +
        'below one; `none` switches it off. A message is encrypted for the phone and holds only ' +
        'counts and codes',
      without: 'those of Chrome, Firefox, Safari and Edge',
    }),
  DIABAN_WEBHOOK_HOSTS: z
    .string()
    .default('')
    .describe(
      'host names, by commas, of systems told of events that lie in an internal network; ' +
        '`localhost` among them by http too',
    ),
} as const;

const WATCHING_VARIABLES = {
  DIABAN_ANCHOR_DIR: z
    .string()
    .min(1)
    .optional()
    .describe(
      "a folder outside (another machine's disk, better one where files can only be added) " +
        'that gets the end of the log every five minutes, where it has grown; `npm run check-' +
        'log` compares',
    ),
  DIABAN_ANCHOR_MAIL: z
    .email()
    .optional()
    .describe(
      'an address, not of a keeper of the database, that gets the same by mail; needs ' +
        '`SMTP_URL`',
    ),
  DIABAN_METRICS_TOKEN: z
    .string()
    .min(16)
    .optional()
    .meta({
      description:
        'opens `/metrics` from everywhere (`Authorization: Bearer …`), 16 characters or more; ' +
        'without it only this machine reads them',
      secret: true,
    }),
  DIABAN_API_DOCS: z
    .enum(['signed_in', 'everybody'])
    .default('signed_in')
    .describe('`everybody`: the description of the interface needs no sign-in'),
  DIABAN_SECURITY_CONTACT: z
    .url({ protocol: /^(mailto|https|tel)$/ })
    .optional()
    .describe(
      '`mailto:…` or `https:…`, where a weakness is to be reported; shown at `/.well-' +
        'known/security.txt`',
    ),
} as const;

/** Every variable of the environment that the product reads, by the chapter of `server/deploy/CONFIGURATION.md`. */
export const CHAPTERS = {
  'Address, folders and log': SERVER_VARIABLES,
  Database: DATABASE_VARIABLES,
  'Object store': OBJECT_STORE_VARIABLES,
  'Sign-in and secrets': SECURITY_VARIABLES,
  'Single sign-on': SINGLE_SIGN_ON_VARIABLES,
  'Map and ways': MAP_VARIABLES,
  'Messages to people and programs': MESSAGES_VARIABLES,
  'Watching, and the log outside': WATCHING_VARIABLES,
} as const;

export const VARIABLES = {
  ...SERVER_VARIABLES,
  ...DATABASE_VARIABLES,
  ...OBJECT_STORE_VARIABLES,
  ...SECURITY_VARIABLES,
  ...SINGLE_SIGN_ON_VARIABLES,
  ...MAP_VARIABLES,
  ...MESSAGES_VARIABLES,
  ...WATCHING_VARIABLES,
} as const;
