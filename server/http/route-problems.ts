import { Problem, type ProblemCode } from '#server/contract/problem.ts';
import { PROBLEMS } from '#server/contract/features/all.ts';

import { asksForSession, type RouteFacts } from './access.ts';
import type { KeyPolicy } from './idempotency.ts';
import type { VersionPolicy } from './if-match.ts';

/** Problems that follow from a declaration wherever they can occur, so that no route names them. */
type Following =
  | 'file.malicious'
  | 'file.not_scanned'
  | 'import.already_running'
  | 'permission.denied'
  | 'session.browser_outdated'
  | 'session.confirm_again'
  | 'session.other_account'
  | 'session.revoked'
  | 'session.wiped'
  | 'tip.token_invalid'
  | `token.${'in_address' | 'invalid' | 'not_enough'}`
  | `request.${'cross_site' | 'invalid' | 'malformed' | 'too_large' | 'unknown_query'}`
  | `request.${'idempotency_key_missing' | 'idempotency_key_reused' | 'outcome_unknown'}`
  | `request.${'precondition_failed' | 'version_missing'}`
  | 'request.unsupported_media_type';
export type OwnProblem = Exclude<ProblemCode, Following>;

type Settled = RouteFacts & {
  method: string;
  key: KeyPolicy;
  version: VersionPolicy;
  decides: boolean | 'who-comes-in';
  /** The write asks the person again where the last proof is old. */
  asks: boolean;
  params?: unknown;
  query?: unknown;
  body?: unknown;
  form?: unknown;
  fields?: unknown;
  stream?: unknown;
};

/** Lists the refusals that stand before the handler of a route and follow from its declaration. */
export function impliedProblems(route: Settled): ProblemCode[] {
  const { right, ahead, whileRestricted, size, key, version } = route;
  const closed = asksForSession(right);
  const writes = route.method !== 'get';
  const takesBody = (route.body ?? route.form ?? route.fields ?? route.stream) !== undefined;
  const asked = takesBody || key !== 'none' || (route.params ?? route.query) !== undefined;
  return [
    ...when(closed, 'session.missing', 'session.revoked', 'session.wiped', 'account.disabled'),
    ...when(closed, 'session.other_account', 'permission.denied'),
    ...when(closed, 'token.invalid', 'token.not_enough', 'token.in_address', 'request.too_many'),
    ...when(
      closed && whileRestricted !== true,
      'session.password_change_required',
      'session.second_factor_required',
    ),
    ...when(route.asks, 'session.confirm_again'),
    ...when(route.decides === true, 'session.browser_outdated'),
    ...when(right === 'by-handler', 'session.missing'),
    ...when(right === 'source', 'tip.token_invalid', 'request.too_many'),
    ...when(ahead !== true, 'request.malformed'),
    ...when(asked, 'request.invalid'),
    'request.unknown_query',
    ...when(writes, 'request.cross_site', 'request.too_large'),
    ...when(takesBody, 'request.unsupported_media_type'),
    ...when(route.form !== undefined, 'file.malicious', 'file.not_scanned'),
    ...when(version !== 'none', 'request.precondition_failed'),
    ...when(version === 'required', 'request.version_missing'),
    ...when(size === 'file', 'import.already_running'),
    ...when(size === 'attachment', 'request.too_many'),
    ...when(key === 'required', 'request.idempotency_key_missing'),
    ...when(key !== 'none', 'request.idempotency_key_reused', 'request.outcome_unknown'),
  ];
}

function when(holds: boolean, ...codes: ProblemCode[]): ProblemCode[] {
  return holds ? codes : [];
}

/** Groups problems by their status, with the codes as the description. */
export function problemResponses(codes: readonly ProblemCode[]) {
  const byStatus = new Map<number, ProblemCode[]>();
  for (const code of new Set(codes)) {
    const status = PROBLEMS[code].status;
    byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  }
  const content = { 'application/problem+json': { schema: Problem } };
  return Object.fromEntries(
    [...byStatus].map(([status, known]) => [status, { description: known.join(', '), content }]),
  );
}
