import { statfs } from 'node:fs/promises';
import * as z from 'zod';

import { Configuration } from '#server/contract/configuration.ts';
import { OperationsState } from '#server/contract/operations.ts';
import { operatorWarning, OperatorWarning } from '#server/contract/operator-warning.ts';
import { asSystem } from '#server/db/transaction.ts';
import type { Deps } from '#server/deps.ts';
import type { Feature } from '#server/feature.ts';
import { readBackupNotes } from '#server/features/backups/staged-files.ts';
import { jsonResponse, route } from '#server/http/route.ts';
import { newRouter } from '#server/http/router.ts';
import { countJobs } from '#server/jobs/queries.ts';
import { VERSION } from '#server/version.ts';

import { countAttachments, listLargestTables, readDatabaseFacts } from './queries.ts';
import { readConfiguration } from './read-configuration.ts';
import { refuseUnready } from './read-readiness.ts';

const MOST_ROUTES = 10;

/** Upper end of a class of the histogram of requests, seconds. */
const SLOW_SECONDS = 1;

const Health = z.object({ status: z.literal('ok') }).meta({ id: 'Health' });
const Readiness = Health.extend({ warnings: z.array(OperatorWarning) }).meta({ id: 'Readiness' });

const healthy = {
  description: 'It is.',
  content: { 'application/json': { schema: Health } },
} as const;

const operationsRoutes = newRouter()
  .openapi(
    route('get', '/health/live', {
      tags: ['operations'],
      summary: 'Whether the process runs',
      right: 'public',
      whileRestoring: true,
      responses: { 200: healthy },
    }),
    (c) => c.json({ status: 'ok' as const }, 200),
  )
  .openapi(
    route('get', '/health/ready', {
      tags: ['operations'],
      summary: 'Whether requests can be served: database, migrations, secret, disk and engine',
      right: 'public',
      responses: {
        200: jsonResponse(Readiness, 'They can; the warnings are for the operator to look at'),
      },
      problems: [
        'server.not_ready',
        'server.restoring',
        'server.migrations_differ',
        'server.secret_missing',
        'server.disk_unusable',
        'server.engine_behind',
      ],
    }),
    async (c) => {
      await refuseUnready(c.var.deps);
      const warnings = c.var.deps.warnings.list().map(operatorWarning);
      return c.json({ status: 'ok' as const, warnings }, 200);
    },
  )
  .openapi(
    route('get', '/configuration', {
      tags: ['operations'],
      summary: 'What the client must know before sign-in',
      right: 'public',
      responses: {
        200: jsonResponse(
          Configuration,
          'Version, basemap, and whether the data is a demonstration',
        ),
      },
    }),
    async (c) => c.json(await readConfiguration(c.var.deps), 200),
  )
  .openapi(
    route('get', '/operations', {
      tags: ['operations'],
      summary: 'Versions, database, jobs, backups, disk and slow requests, for the operator',
      right: 'jobs:manage',
      responses: {
        200: jsonResponse(OperationsState, 'The state of the product; nothing of points'),
      },
    }),
    async (c) => c.json(await readOperations(c.var.deps), 200),
  );

export const operations = {
  uses: ['backups', 'ground'],
  subjects: {
    operations: 'Health, configuration and jobs',
  },
  operations: [operationsRoutes],
} as const satisfies Feature;

/** Reads the product's own state for the administrator. */
async function readOperations(deps: Deps): Promise<OperationsState> {
  const { config, database, points, warnings } = deps;
  const [kept, notes, disk, slowest] = await Promise.all([
    asSystem(database, async (sql) => ({
      database: {
        kind: database.kind,
        ...(await readDatabaseFacts(sql)),
        largest: await listLargestTables(sql),
      },
      jobs: await countJobs(sql),
      attachments: await countAttachments(sql),
    })),
    readBackupNotes(config),
    diskOf(config.dataDirectory),
    slowestRoutes(deps.metrics),
  ]);
  const { rss, heapUsed } = process.memoryUsage();
  return {
    version: VERSION,
    node: process.versions.node,
    startedAt: new Date(Date.now() - process.uptime() * 1_000).toISOString(),
    ...kept,
    mapReadAt: points.readAt,
    backups: {
      nightly: config.backupsDirectory !== null,
      last: notes.find(({ kind }) => kind === 'backup') ?? null,
      lastCheck: notes.find(({ kind }) => kind === 'check') ?? null,
    },
    disk,
    memory: { residentBytes: rss, heapBytes: heapUsed },
    slowest,
    warnings: warnings.list().map(operatorWarning),
  };
}

async function diskOf(folder: string): Promise<OperationsState['disk']> {
  try {
    const { bavail, blocks, bsize } = await statfs(folder);
    return { freeBytes: bavail * bsize, totalBytes: blocks * bsize };
  } catch {
    return null;
  }
}

type Times = { count: number; seconds: number; fast: number };

/** Routes by the requests that took longer than a second, then by their mean. */
async function slowestRoutes({
  requestSeconds,
}: Deps['metrics']): Promise<OperationsState['slowest']> {
  const byRoute = new Map<string, Times>();
  for (const { labels, metricName, value } of (await requestSeconds.get()).values) {
    const upTo = 'le' in labels ? labels.le : null;
    const key = `${labels.method} ${labels.route}`;
    const times = byRoute.get(key) ?? { count: 0, seconds: 0, fast: 0 };
    byRoute.set(key, times);
    if (metricName?.endsWith('_count') === true) times.count += value;
    else if (metricName?.endsWith('_sum') === true) times.seconds += value;
    else if (upTo === SLOW_SECONDS) times.fast += value;
  }
  return [...byRoute]
    .map(([key, { count, seconds, fast }]) => {
      const [method = '', route = ''] = key.split(' ');
      const meanMilliseconds = Math.round((seconds / count) * 1_000);
      return { method, route, count, meanMilliseconds, overOneSecond: count - fast };
    })
    .toSorted(
      (a, b) => b.overOneSecond - a.overOneSecond || b.meanMilliseconds - a.meanMilliseconds,
    )
    .slice(0, MOST_ROUTES);
}
