import * as z from 'zod';

import { Configuration } from '#server/contract/configuration.ts';
import { OperationsState } from '#server/contract/operations.ts';
import { operatorWarning, OperatorWarning } from '#server/contract/operator-warning.ts';
import { jsonResponse, route } from '#server/http/route.ts';
import { newRouter } from '#server/http/router.ts';

import { readConfiguration } from './read-configuration.ts';
import { readOperations } from './read-operations.ts';
import { refuseUnready } from './read-readiness.ts';

const Health = z.object({ status: z.literal('ok') }).meta({ id: 'Health' });
const Readiness = Health.extend({ warnings: z.array(OperatorWarning) }).meta({ id: 'Readiness' });
const healthy = {
  description: 'It is.',
  content: { 'application/json': { schema: Health } },
} as const;

export const operationsRoutes = newRouter()
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
