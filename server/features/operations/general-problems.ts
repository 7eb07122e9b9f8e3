import type { OpenAPIHono } from '@hono/zod-openapi';

import type { ProblemCode } from '#server/contract/problem.ts';
import type { AppEnv } from '#server/http/environment.ts';
import type { KeyPolicy } from '#server/http/idempotency.ts';
import { problemResponses } from '#server/http/route.ts';

type Document = ReturnType<OpenAPIHono<AppEnv>['getOpenAPI31Document']>;
type PathItem = NonNullable<Document['paths']>[string];
type Operation = NonNullable<PathItem['get']>;
type Responses = NonNullable<Operation['responses']>;

/** Sign-in reads the session itself, and tiles are served ahead of what reads texts. */
const SIGN_IN = /^\/api\/auth\//;
const TILES = /^\/api\/tiles\//;
/** Asks for the token of a source, never for a session. */
const INTAKE = /^\/api\/intake\//;

/** What stands before every handler and may refuse a request, whatever the route itself says. */
export function generalProblems(
  method: 'get' | 'post',
  path: string,
  operation: Operation,
  policy: KeyPolicy | undefined,
): ProblemCode[] {
  const open = operation.security?.length === 0 || SIGN_IN.test(path) || INTAKE.test(path);
  const restricted = !open && !path.startsWith('/api/me');
  const writes = method === 'post';
  const body = operation.requestBody;
  const content = body !== undefined && 'content' in body ? Object.keys(body.content) : [];
  const repeatable = policy !== undefined && policy.key !== 'none';
  const asked = content.length > 0 || (operation.parameters ?? []).length > 0;
  return [
    ...when(!open, 'session.missing', 'session.revoked', 'session.wiped'),
    ...when(!open, 'account.disabled'),
    ...when(!open, 'session.other_account', 'permission.denied'),
    ...when(restricted, 'session.password_change_required', 'session.second_factor_required'),
    ...when(!TILES.test(path), 'request.malformed'),
    ...when(asked, 'request.invalid'),
    ...when(method === 'get', 'request.unknown_query'),
    ...when(writes, 'request.cross_site', 'request.too_large'),
    ...when(content.length > 0, 'request.unsupported_media_type'),
    ...when(policy?.key === 'required', 'request.idempotency_key_missing'),
    ...when(repeatable, 'request.idempotency_key_reused', 'request.outcome_unknown'),
  ];
}

function when(holds: boolean, ...codes: ProblemCode[]): ProblemCode[] {
  return holds ? codes : [];
}

/** The declared responses together with the general ones; a status that is there gets their codes too. */
export function withProblems(responses: Responses, codes: readonly ProblemCode[]): Responses {
  const all = { ...responses };
  for (const [status, general] of Object.entries(problemResponses(...codes))) {
    const known: Responses[string] = responses[status];
    const said: unknown = known?.description;
    const listed = typeof said === 'string' ? said.split(', ') : [];
    const more = general.description.split(', ').filter((code) => !listed.includes(code));
    all[status] = { ...general, description: [...listed, ...more].join(', ') };
  }
  return all;
}
