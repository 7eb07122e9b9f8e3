import type { FieldProblem, ProblemCode } from '#server/contract/problem.ts';

/** Messages to a worker: a file block by block, then the task, then answers to its questions. */
export type Order =
  | { kind: 'block'; bytes: Uint8Array }
  | { kind: 'run'; task: string; input: Record<string, unknown> }
  | { kind: 'answer'; answer: unknown };

/** An error in a form that can be sent: a refusal with its code, or a fault with its stack. */
export type SentError =
  | { code: ProblemCode; parameters: Record<string, unknown>; errors: readonly FieldProblem[] }
  | { code: null; name: string; message: string; stack: string };

/**
 * Messages from a worker. Lists within the result are sent ahead in small parts (`items`, serialised by V8), so that
 * receiving them never keeps the server busy for long.
 */
export type Report =
  | { kind: 'ready' }
  | { kind: 'begun' }
  | { kind: 'question'; name: string; about: unknown }
  | { kind: 'items'; key: string; data: Uint8Array }
  | { kind: 'done'; result: unknown; rssBytes: number }
  | { kind: 'failed'; error: SentError; rssBytes: number };
