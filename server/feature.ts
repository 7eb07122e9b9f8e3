import type { MiddlewareHandler } from 'hono';

import type { Deps, Joined } from '#server/deps.ts';
import type { AppEnv } from '#server/http/environment.ts';
import type { AnyRouter } from '#server/http/router.ts';
import type { JobPlan } from '#server/jobs/job-runner.ts';
import type { MorningNotices } from '#server/morning-notices.ts';
import type { ProposalKinds } from '#server/proposal-kind.ts';

/**
 * Everything that a feature of the server brings. Its words for readers, which the client has too, stand in
 * `contract/features/`; its settings are files of their own.
 */
export type Feature = {
  /** The lower features that it may import. */
  uses?: readonly string[];
  /** Groups of its operations in the document of the interface, with what they are about. */
  subjects?: Readonly<Record<string, string>>;
  operations?: readonly AnyRouter[];
  /** Operations that are asked for by the hundred, and so pass the session alone. */
  ahead?: readonly AnyRouter[];
  /** Middleware that says refusals in a form of its own, by the addresses that it stands before. */
  refusals?: Readonly<Record<string, MiddlewareHandler<AppEnv>>>;
  /** Work that happens at its time. */
  jobs?: (deps: Deps) => JobPlan;
  /** Kinds of acts that one person proposes and another one confirms. */
  proposals?: Partial<ProposalKinds>;
  /** Functions that lower features call. */
  joins?: Partial<Omit<Joined, 'proposalKinds' | 'morningNotices'>>;
  morningNotices?: MorningNotices;
  /** Work done once at the start, when the register is in memory. */
  start?: (deps: Deps) => unknown;
  /** Work that runs beside the requests until it is stopped. */
  beside?: (deps: Deps) => { stop(): Promise<void> };
};
