import type { RouteConfig } from '@hono/zod-openapi';
import type { MiddlewareHandler } from 'hono';
import * as z from 'zod';

import { isDeciding } from '#server/contract/permission.ts';

import { asksForSession, guard, type Right, type RouteFacts } from './access.ts';
import type { AppEnv } from './environment.ts';
import { type KeyPolicy, writesOnce } from './idempotency.ts';
import { declaredNames, knownQuery } from './known-query.ts';
import { seesWrites } from './own-writes.ts';
import { readsIfMatch, tagged, versionPolicy, type VersionPolicy } from './if-match.ts';
import type { BodySize } from './limits.ts';
import { asksAgain, asksForOwn } from './asks-again.ts';
import { impliedProblems, type OwnProblem, problemResponses } from './route-problems.ts';
import { BYTES, takesBytes } from './takes-bytes.ts';
import { uploads } from './uploads.ts';

type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';
type Schema = z.ZodType | undefined;
type HeaderSchema = z.ZodObject | undefined;
type Responses = RouteConfig['responses'];

/** Everything about a route but its address. What follows from something else here is not said again. */
type Declaration<
  Answers extends Responses = Responses,
  Params extends Schema = Schema,
  Query extends Schema = Schema,
  Body extends Schema = Schema,
  Form extends Schema = Schema,
  Fields extends Schema = Schema,
  Headers extends HeaderSchema = HeaderSchema,
> = RouteFacts & {
  tags: string[];
  summary: string;
  description?: string;
  params?: Params;
  query?: Query;
  /** JSON body. */
  body?: Body;
  /** Form with a file; `size` says so where it is a photo or paper and not a file of up to 64 MiB. */
  form?: Form;
  /** Fields of a form without a file (`application/x-www-form-urlencoded`), where a standard asks for it. */
  fields?: Fields;
  /** Headers beside a body of bytes, which the handler reads as they arrive, however many they are. */
  stream?: Headers;
  /** Successful answers. */
  responses: Answers;
  /** Refusals that only this route has; the others follow from the right, the key, the body and the parameters. */
  problems?: readonly OwnProblem[];
  /**
   * The write decides, or changes what lets the own person in: it asks them again where the last proof is old. The first
   * follows from the right where unsaid.
   */
  decides?: boolean | 'who-comes-in';
  /** Reason why a write takes no Idempotency-Key; every other write needs one. */
  withoutKey?: string;
  /** Reason why a write may be sent without an Idempotency-Key. */
  keyOptional?: string;
  /** The handler does one writing transaction, and the answer is made and stored in it: see `answerInWrite`. */
  answersInWrite?: boolean;
  /** The handler reads path and query itself, see `mountUnread`. */
  unread?: boolean;
};

type Part<Name extends string, Value> = Value extends z.ZodType ? { [Key in Name]: Value } : object;
type Content<Type extends string, Value> = Value extends z.ZodType
  ? { body: { required: true; content: { [Key in Type]: { schema: Value } } } }
  : object;
/** A route as the router and the typed client see it. */
type Declared<Verb, Path, Request, Answers> = {
  method: Verb;
  path: Path;
  request: Request;
  responses: Answers;
};

/**
 * Declares a route: its address, who may use it, what it takes and answers. From the right follow the problems of the
 * session, from a body or parameters `request.invalid`, from a write its Idempotency-Key, and so on. The document of the
 * interface and the middleware in front of all routes are made of the same declaration.
 */
export function route<
  Verb extends Method,
  Path extends string,
  Answers extends Responses,
  Params extends Schema = undefined,
  Query extends Schema = undefined,
  Body extends Schema = undefined,
  Form extends Schema = undefined,
  Fields extends Schema = undefined,
  Headers extends HeaderSchema = undefined,
>(
  method: Verb,
  path: Path,
  declaration: Declaration<Answers, Params, Query, Body, Form, Fields, Headers>,
): Declared<
  Verb,
  Path,
  Part<'params', Params> &
    Part<'query', Query> &
    Part<'headers', Headers> &
    Content<'application/json', Body> &
    Content<'multipart/form-data', Form> &
    Content<'application/x-www-form-urlencoded', Fields>,
  Answers
>;
export function route(method: Method, path: string, declaration: Declaration) {
  const { tags, summary, description, params, query, responses, problems = [] } = declaration;
  const { right, withoutKey, keyOptional } = declaration;
  const size = declaration.size ?? sizeOf(declaration);
  const key = keyPolicyOf(method, declaration);
  const reason = withoutKey ?? keyOptional;
  const version = versionPolicy(declaration.body);
  const decides = declaration.decides ?? decidesByRight(method, declaration.right);
  const asks = decides !== false;
  const settled = { ...declaration, method, size, key, version, decides };
  return {
    method,
    path,
    tags,
    summary,
    ...(description !== undefined && { description }),
    ...(right === 'public' && { security: [] }),
    ...(declaration.sessionOnly === true && { security: [{ session: [] }] }),
    ...(right === 'source' && { security: [{ tipSource: [] }] }),
    ...(key !== 'none' && { parameters: [keyParameter(key === 'required')] }),
    ...(asks && { 'x-asks-again': true }),
    ...(reason !== undefined && { 'x-without-idempotency-key': reason }),
    middleware: middlewareOf(settled),
    request: { params, query, headers: declaration.stream, ...bodyOf(declaration) },
    responses: {
      ...responses,
      ...problemResponses([...problems, ...impliedProblems({ ...settled, asks })]),
    },
  };
}

function decidesByRight(method: Method, right: Right): boolean {
  return method !== 'get' && right !== 'signed-in' && asksForSession(right) && isDeciding(right);
}

function keyPolicyOf(method: Method, { withoutKey, keyOptional }: Declaration): KeyPolicy {
  if (method === 'get' || withoutKey !== undefined) return 'none';
  return keyOptional === undefined ? 'required' : 'optional';
}

type Settled = Declaration & {
  method: Method;
  size: BodySize;
  key: KeyPolicy;
  version: VersionPolicy;
  decides: boolean | 'who-comes-in';
};

/** Lists what runs before the validation, in its order: a right is checked before a file is received or a key read. */
function middlewareOf(route: Settled): MiddlewareHandler<AppEnv>[] {
  const { size, key, version, query, unread, decides, answersInWrite = false } = route;
  return [
    guard(route),
    ...(decides === true ? [asksAgain] : []),
    ...(decides === 'who-comes-in' ? [asksForOwn] : []),
    // It reads the database alone.
    ...(answersInWrite ? [] : [seesWrites]),
    ...(unread === true ? [] : [knownQuery(declaredNames(query))]),
    ...(size === 'file' || size === 'attachment' ? [uploads(size)] : []),
    ...(size === 'backup' ? [takesBytes] : []),
    ...(key === 'none' ? [] : [writesOnce(key, { answersInWrite })]),
    ...(version === 'none' ? [] : [readsIfMatch(version)]),
    ...(answersVersioned(route) ? [tagged] : []),
  ];
}

/** Tells if a read answers one record that has a version. */
function answersVersioned({ method, responses }: Settled): boolean {
  const answer: unknown = responses[200];
  if (method !== 'get' || typeof answer !== 'object' || answer === null) return false;
  const { content } = answer as { content?: Record<string, { schema?: unknown }> };
  return versionPolicy(content?.['application/json']?.schema) === 'required';
}

function sizeOf({ form, stream }: Declaration): BodySize {
  if (stream !== undefined) return 'backup';
  return form === undefined ? 'json' : 'file';
}

function bodyOf({ body, form, fields, stream }: Declaration) {
  if (stream !== undefined) {
    return { body: required(BYTES, z.string().meta({ format: 'binary' })) };
  }
  if (body !== undefined) return { body: required('application/json', body) };
  if (fields !== undefined) return { body: required('application/x-www-form-urlencoded', fields) };
  return form === undefined ? {} : { body: required('multipart/form-data', form) };
}

function required(type: string, schema: z.ZodType) {
  return { required: true, content: { [type]: { schema } } };
}

function keyParameter(isRequired: boolean) {
  return {
    name: 'Idempotency-Key',
    in: 'header',
    required: isRequired,
    description: 'A UUID made for this write; the same key again is answered, never written twice.',
    schema: { type: 'string', format: 'uuid' },
  };
}

/** A JSON answer of a route. */
export function jsonResponse<Value extends z.ZodType>(schema: Value, description: string) {
  return { description, content: { 'application/json': { schema } } };
}

/** The id of a row: a positive number that the database can hold. */
export const RowNumber = z.coerce.number().int().positive().max(2_147_483_647);

/** The id of a row in an address. */
export const RowParameter = z.object({ id: RowNumber });
