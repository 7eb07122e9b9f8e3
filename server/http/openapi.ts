import { OpenAPIHono } from '@hono/zod-openapi';
import * as z from 'zod';

import { VERSION } from '#server/version.ts';

import type { AppEnv } from './environment.ts';
import { ENUMERATION_WORDS } from './enumeration-words.ts';
import {
  explainEnumerations,
  isPart,
  leavesFirst,
  type Part,
  tidySchemas,
} from './openapi-schemas.ts';

const METHODS = ['get', 'post', 'put', 'patch', 'delete'];

const DESCRIPTION = [
  'The register and map of complex points. Failures are RFC 9457 problems with a stable code; the page at their `type`',
  'says what to do. A write is sent with an `Idempotency-Key` and may be repeated. Changes of a record name its',
  '`version`, or send its `ETag` as `If-Match`. Lists are given in pages with a `Link` to the next one. Names in the',
  'query that an operation does not know are refused.',
].join(' ');
const TOKEN = 'An access token of a person or system; see POST /api/tokens.';
const SECURITY_SCHEMES = {
  session: {
    type: 'apiKey',
    in: 'cookie',
    name: 'diaban.session_token',
    description:
      'Set by POST /api/auth/sign-in/username; behind TLS its name begins with `__Host-`.',
  },
  tipSource: {
    type: 'http',
    scheme: 'bearer',
    description:
      'A token of a hotline or portal, made by the administrator; it can hand in tips only.',
  },
  token: { type: 'http', scheme: 'bearer', description: TOKEN },
  tokenAsPassword: {
    type: 'http',
    scheme: 'basic',
    description: `${TOKEN} It is the password; any name will do.`,
  },
  tokenInHeader: { type: 'apiKey', in: 'header', name: 'X-Api-Key', description: TOKEN },
} as const;

/** The document as far as others look into it. */
type Document = {
  openapi: string;
  paths: Record<string, Record<string, { responses?: Part }>>;
  components: Part;
};
const made = new WeakMap<object, Document>();

/**
 * The interface as OpenAPI 3.1, from the routes that are mounted; nothing in it is written twice. It is made once.
 * @param subjects the groups of operations, each with what it is about
 * @param address where the server is found from outside; without one addresses are those of the document itself
 */
export function openApiDocument(
  app: OpenAPIHono<AppEnv>,
  subjects: Readonly<Record<string, string>>,
  address: string | null = null,
): Document {
  const known = made.get(app);
  if (known !== undefined) return known;
  for (const [name, scheme] of Object.entries(SECURITY_SCHEMES)) {
    app.openAPIRegistry.registerComponent('securitySchemes', name, scheme);
  }
  const generated = generate(withoutNullFirst(app));
  const { paths: { [FIRST]: _, ...paths } = {}, components = {}, ...head } = generated;
  const document = {
    ...head,
    // The type of the generator knows no `identifier`, which is of OpenAPI 3.1.
    info: { ...head.info, license: { name: 'MIT', identifier: 'MIT' } },
    servers: [{ url: address ?? '/', description: 'This installation' }],
    tags: Object.entries(subjects).map(([name, description]) => ({ name, description })),
    paths: tidyOperations(tidySchemas(paths) as Part) as Document['paths'],
    components: {
      ...components,
      schemas: explainEnumerations(tidySchemas(components.schemas) as Part, ENUMERATION_WORDS),
    },
  };
  made.set(app, document);
  return document;
}

function generate(app: OpenAPIHono<AppEnv>) {
  return app.getOpenAPI31Document({
    openapi: '3.1.0',
    info: {
      title: 'Địa Bàn',
      version: VERSION,
      description: DESCRIPTION,
      contact: { name: 'The administrator of this installation' },
    },
    security: [{ session: [] }, { token: [] }, { tokenAsPassword: [] }, { tokenInHeader: [] }],
  });
}

/** Address of a route that is not there. */
const FIRST = '/first';

/**
 * The generator takes a named schema from its first use: where that may be null, so would all others. Here all of them
 * are used once before all routes, not null, each after those that it refers to.
 */
function withoutNullFirst(app: OpenAPIHono<AppEnv>): OpenAPIHono<AppEnv> {
  const used = leavesFirst({ ...generate(app).components?.schemas }).flatMap((name) => {
    const schema = z.globalRegistry._idmap.get(name);
    return schema instanceof z.ZodType ? [[name, schema] as const] : [];
  });
  const described = new OpenAPIHono<AppEnv>();
  described.openAPIRegistry.registerPath({
    method: 'get',
    path: FIRST,
    responses: {
      200: {
        description: '',
        content: { 'application/json': { schema: z.object(Object.fromEntries(used)) } },
      },
    },
  });
  return described.route('/', app) as OpenAPIHono<AppEnv>;
}

/** Gives each operation its id, and says of each part of its address that it is required. */
function tidyOperations(paths: Readonly<Part>): Part {
  return Object.fromEntries(
    Object.entries(paths).map(([path, item]) => [path, isPart(item) ? tidyPath(path, item) : item]),
  );
}

function tidyPath(path: string, item: Part): Part {
  return Object.fromEntries(
    Object.entries(item).map(([method, operation]) => {
      if (!METHODS.includes(method) || !isPart(operation)) return [method, operation];
      const { parameters } = operation;
      const required = Array.isArray(parameters) && { parameters: parameters.map(requiredInPath) };
      return [method, { operationId: operationId(method, path), ...operation, ...required }];
    }),
  );
}

function requiredInPath(parameter: unknown): unknown {
  if (!isPart(parameter) || parameter['in'] !== 'path') return parameter;
  return { ...parameter, required: true };
}

/**
 * Names an operation by its method and address: `GET /api/points/{id}` is `getPointsById`, and
 * `POST /api/points/{id}/undo-merge` is `postPointsByIdUndoMerge`.
 */
export function operationId(method: string, path: string): string {
  const words = path
    .split('/')
    .slice(2)
    .map((part) => (part.startsWith('{') ? `by-${part.slice(1, -1)}` : part))
    .flatMap((part) => part.split(/[-._]/));
  return [method, ...words.map((word) => word.charAt(0).toUpperCase() + word.slice(1))].join('');
}
