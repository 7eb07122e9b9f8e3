import type { FieldProblem, Problem } from '#server/contract/problem.ts';

import { StrangerAnswered } from './instance.ts';

/** The server refused, and said why: a stable code, the fields by pointer, the request's id. */
export class ApiProblem extends Error {
  readonly code: string;
  readonly status: number;
  /** The server's own sentence (Vietnamese); the catalogue's sentence for `code` goes first. */
  readonly sentence: string;
  readonly errors: readonly FieldProblem[];
  readonly requestId: string;
  readonly parameters: Readonly<Record<string, unknown>>;
  /** Seconds to wait before another try, where the server named them. */
  readonly retryAfter: number | null;

  constructor(problem: Problem, retryAfter: number | null) {
    super(problem.code);
    this.name = 'ApiProblem';
    this.code = problem.code;
    this.status = problem.status;
    this.sentence = problem.detail ?? problem.title;
    this.errors = problem.errors ?? [];
    this.requestId = problem.requestId;
    this.parameters = problem.parameters ?? {};
    this.retryAfter = retryAfter;
  }

  /** The code of what is wrong with one field, by JSON pointer; null when nothing is. */
  fieldCode(pointer: string): string | null {
    return this.errors.find((error) => error.pointer === pointer)?.code ?? null;
  }
}

/** No answer came: no network, or the server is down. The write may be repeated with its key. */
export class ApiUnreachable extends Error {
  constructor(cause: unknown) {
    super('unreachable', { cause });
    this.name = 'ApiUnreachable';
  }
}

/** Tests for the silence of a device that was answered by another installation at the same address. */
export function isAnotherInstallation(error: unknown): boolean {
  const cause = error instanceof ApiUnreachable ? error.cause : null;
  return cause instanceof StrangerAnswered && cause.sender === 'another';
}

const CONFLICT = 409;
const OUTCOME_OPEN = 500;
/** Answers given before the write is looked at: whether an earlier try was written stays unknown. */
const BEFORE_THE_WRITE = [401, 408, 425, 429];

/** Tests for a refusal that decides the write: what is sent next is another intention and needs another key. */
export function isSettled(error: unknown): error is ApiProblem {
  return (
    error instanceof ApiProblem &&
    error.status < OUTCOME_OPEN &&
    !BEFORE_THE_WRITE.includes(error.status) &&
    error.code !== 'request.outcome_unknown'
  );
}

/** Tests for a refusal because somebody was faster: what the writer saw is not there any more. */
export function isOvertaken(error: unknown): error is ApiProblem {
  return isSettled(error) && error.status === CONFLICT;
}

/** Tests for the refusal of an act that takes two persons. */
export function isNeeded(error: unknown): error is ApiProblem {
  return error instanceof ApiProblem && error.code === 'proposal.needed';
}

const ENDED = ['session.missing', 'session.revoked', 'session.wiped'];
const TAKEN_AWAY = ['session.revoked', 'session.wiped', 'account.disabled'];

/** Tests for a session that is over: it ran out, or somebody ended it. */
export function isSessionEnd(error: unknown): error is ApiProblem {
  return error instanceof ApiProblem && ENDED.includes(error.code);
}

/** Tests for a session that was taken away before its time: the device forgets what it keeps for its owner. */
export function isRevocation(error: unknown): error is ApiProblem {
  return error instanceof ApiProblem && TAKEN_AWAY.includes(error.code);
}

/** Gives the account of which the device must delete even unsent work; null where that work is sealed. */
export function wipedAccount({ code, parameters }: ApiProblem): string | null {
  const { accountId } = parameters;
  return code === 'session.wiped' && typeof accountId === 'string' ? accountId : null;
}

/** Codes of answers that are no problem documents: they come from before the program, or from a proxy. */
const FOREIGN: Readonly<Record<number, string>> = {
  429: 'request.too_many',
  502: 'server.not_ready',
  503: 'server.not_ready',
  504: 'server.not_ready',
};

/** Reads a refusal; of what is not a problem document only the status is known. */
export async function readProblem(response: Response): Promise<ApiProblem> {
  const retryAfter = Number(response.headers.get('retry-after') ?? Number.NaN);
  const body: unknown = await response.json().catch(() => null);
  const problem: Problem = isProblem(body)
    ? body
    : {
        type: 'about:blank',
        title: response.statusText,
        status: response.status,
        code: FOREIGN[response.status] ?? 'server.internal',
        requestId: response.headers.get('x-request-id') ?? '',
      };
  return new ApiProblem(problem, Number.isFinite(retryAfter) ? retryAfter : null);
}

/**
 * Tests for a problem document by the parts that every one has. Written without the contract's schema: the sign-in
 * would load the whole library of schemas for it.
 */
function isProblem(body: unknown): body is Problem {
  if (typeof body !== 'object' || body === null) return false;
  const part: Partial<Record<keyof Problem, unknown>> = body;
  return (
    typeof part.code === 'string' &&
    typeof part.title === 'string' &&
    typeof part.requestId === 'string' &&
    typeof part.status === 'number' &&
    (part.errors === undefined || Array.isArray(part.errors)) &&
    (part.parameters === undefined || typeof part.parameters === 'object')
  );
}
