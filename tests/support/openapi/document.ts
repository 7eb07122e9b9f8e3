import { pino } from 'pino';

import { SUBJECTS } from '#server/app-features.ts';
import { createApp } from '#server/app.ts';
import { readConfig } from '#server/configuration/config.ts';
import type { Deps } from '#server/deps.ts';
import { createMetrics } from '#server/http/metrics.ts';
import { openApiDocument } from '#server/http/openapi.ts';

/** Makes the description of the interface without a database: only the declarations of the routes are read. */
export function interfaceDocument(): ReturnType<typeof openApiDocument> {
  const deps: Pick<Deps, 'config' | 'log' | 'metrics'> = {
    config: readConfig({}),
    log: pino({ level: 'silent' }),
    metrics: createMetrics({ process: false }),
  };
  return openApiDocument(createApp(deps as Deps), SUBJECTS);
}
