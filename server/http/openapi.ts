import type { OpenAPIHono } from '@hono/zod-openapi';

import { VERSION } from '#server/version.ts';

import type { AppEnv } from './environment.ts';

/** The interface as OpenAPI 3.1, from the routes that are mounted; nothing in it is written twice. */
export function openApiDocument(app: OpenAPIHono<AppEnv>) {
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
  const token = 'An access token of a person or system; see POST /api/tokens.';
  app.openAPIRegistry.registerComponent('securitySchemes', 'token', {
    type: 'http',
    scheme: 'bearer',
    description: token,
  });
  app.openAPIRegistry.registerComponent('securitySchemes', 'tokenAsPassword', {
    type: 'http',
    scheme: 'basic',
    description: `${token} It is the password; any name will do.`,
  });
  app.openAPIRegistry.registerComponent('securitySchemes', 'tokenInHeader', {
    type: 'apiKey',
    in: 'header',
    name: 'X-Api-Key',
    description: token,
  });
  return app.getOpenAPI31Document({
    openapi: '3.1.0',
    info: {
      title: 'Địa Bàn',
      version: VERSION,
      description:
        'The register and map of complex points. Failures are RFC 9457 problems with a stable code.',
    },
    security: [{ session: [] }, { token: [] }, { tokenAsPassword: [] }, { tokenInHeader: [] }],
  });
}
