import type { OpenAPIHono } from '@hono/zod-openapi';

import type { AppEnv } from '#server/http/environment.ts';
import { type KeyPolicy, keyPolicyOf } from '#server/http/idempotency.ts';
import { VERSION } from '#server/version.ts';

import { generalProblems, withProblems } from './general-problems.ts';

type Document = ReturnType<OpenAPIHono<AppEnv>['getOpenAPI31Document']>;

const keyParameter = (required: boolean) =>
  ({
    name: 'Idempotency-Key',
    in: 'header',
    required,
    description: 'A UUID made for this write; the same key again is answered, never written twice.',
    schema: { type: 'string', format: 'uuid' },
  }) as const;
/** States in the document why an operation takes no key, or may be sent without one. */
const WITHOUT_KEY = 'x-without-idempotency-key';

/** The interface as OpenAPI 3.1, from the routes that are mounted; nothing in it is written twice. */
export function openApiDocument(app: OpenAPIHono<AppEnv>): Document {
  app.openAPIRegistry.registerComponent('securitySchemes', 'session', {
    type: 'apiKey',
    in: 'cookie',
    name: 'diaban.session_token',
    description: 'Set by POST /api/auth/sign-in/username.',
  });
  app.openAPIRegistry.registerComponent('securitySchemes', 'tipSource', {
    type: 'http',
    scheme: 'bearer',
    description:
      'A token of a hotline or portal, made by the administrator; it can hand in tips only.',
  });
  const document = app.getOpenAPI31Document({
    openapi: '3.1.0',
    info: {
      title: 'Địa Bàn',
      version: VERSION,
      description:
        'The register and map of complex points. Failures are RFC 9457 problems with a stable code.',
    },
    security: [{ session: [] }],
  });
  const policies = keyPolicies(app);
  for (const [path, item] of Object.entries(document.paths ?? {})) {
    for (const method of ['get', 'post'] as const) {
      const operation = item[method];
      if (operation === undefined) continue;
      const policy = policies.get(`${method} ${path}`);
      const takesKey = policy !== undefined && policy.key !== 'none';
      const keyed = takesKey ? [keyParameter(policy.key === 'required')] : [];
      const parameters = [...(operation.parameters ?? []), ...keyed];
      item[method] = {
        ...operation,
        ...(parameters.length > 0 && { parameters }),
        ...(policy !== undefined && 'reason' in policy && { [WITHOUT_KEY]: policy.reason }),
        responses: withProblems(
          operation.responses ?? {},
          generalProblems(method, path, { ...operation, parameters }, policy),
        ),
      };
    }
  }
  return document;
}

/** Collects the key policies that the routes declare in their middleware, by method and path of the document. */
function keyPolicies(app: OpenAPIHono<AppEnv>): Map<string, KeyPolicy> {
  return new Map(
    app.routes.flatMap(({ method, path, handler }) => {
      const policy = keyPolicyOf(handler);
      const name = `${method.toLowerCase()} ${path.replaceAll(/:(\w+)(?:\{[^{}]*\})?/g, '{$1}')}`;
      return policy === undefined ? [] : [[name, policy] as const];
    }),
  );
}
