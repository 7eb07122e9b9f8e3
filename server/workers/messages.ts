import type { FieldProblem, ProblemCode } from '#server/contract/problem.ts';

/** What a worker is sent: a file block by block, then what to do with it, then answers to what it asks. */
export type Order =
  | { kind: 'block'; bytes: Uint8Array }
  | { kind: 'run'; task: string; input: Record<string, unknown> }
  | { kind: 'answer'; answer: unknown };

/** An error as it travels: a refusal with its code, or a fault with its stack. */
export type SentError =
  | { code: ProblemCode; parameters: Record<string, unknown>; errors: readonly FieldProblem[] }
  | { code: null; name: string; message: string; stack: string };

/**
 * What a worker answers. Lists of the result are sent ahead of it in small parts (`items`, serialised by V8), so
 * that the server is never busy for long with taking one in.
 */
export type Report =
  | { kind: 'ready' }
  | { kind: 'begun' }
  | { kind: 'question'; name: string; about: unknown }
  | { kind: 'items'; key: string; data: Uint8Array }
  | { kind: 'done'; result: unknown; rssBytes: number }
  | { kind: 'failed'; error: SentError; rssBytes: number };
