import type { MiddlewareHandler } from 'hono';
import { matchedRoutes } from 'hono/route';
import type { Context } from 'hono';
import { collectDefaultMetrics, Histogram, Registry } from 'prom-client';

import type { AppEnv } from './environment.ts';

/** Metrics of the process; other rooms register their own gauges in `registry`. */
export type Metrics = {
  registry: Registry;
  /** Rate, errors and duration of requests, seconds, by method, route pattern and status. */
  requestSeconds: Histogram<'method' | 'route' | 'status'>;
};

/** `process: false` leaves out memory, event loop and garbage collection (tests open many apps). */
export function createMetrics(options: { process: boolean } = { process: true }): Metrics {
  const registry = new Registry();
  if (options.process) collectDefaultMetrics({ register: registry });
  const requestSeconds = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Duration of HTTP requests by method, route pattern and status.',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3, 10],
    registers: [registry],
  });
  return { registry, requestSeconds };
}

export function measured(metrics: Metrics): MiddlewareHandler<AppEnv> {
  return async function measure(context, next) {
    const start = performance.now();
    await next();
    metrics.requestSeconds.observe(
      {
        method: KNOWN_METHODS.has(context.req.method) ? context.req.method : 'other',
        route: routePattern(context),
        status: context.res.status,
      },
      (performance.now() - start) / 1_000,
    );
  };
}

// A caller may invent methods; each would become a series of its own.
const KNOWN_METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);

/** The pattern of the route that answers (`/api/points/:id`), never the address with its ids. */
export function routePattern(context: Context): string {
  const route = matchedRoutes(context).find(
    ({ method, path }) => method !== 'ALL' && path !== '*' && path !== '/*',
  );
  if (route !== undefined) return route.path;
  return context.req.path.startsWith('/api/') ? '(none)' : '(page)';
}
