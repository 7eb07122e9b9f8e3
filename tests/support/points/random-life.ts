import * as fc from 'fast-check';

import type { Geometry } from '#server/contract/geo.ts';
import type { Actor } from '#server/contract/permission.ts';
import { AppError, type ProblemCode } from '#server/contract/problem.ts';
import type { Deps } from '#server/deps.ts';

import { carryOut } from './random-acts.ts';
import { fittingActs, LIFE_ACTS, type ActName } from './possible-acts.ts';
import { presentOf } from './present-point.ts';
import { succeed, transfer, type Ground } from './random-areas.ts';

export type Step = {
  /** Days that pass before the act. */
  wait: number;
  /** Days by which the act is said to lie back; below nothing it lies in the future. */
  back: number;
  /** An act that fits the status, by its place in the list, by somebody who may; null: any, by anybody. */
  fitting: number | null;
  act: ActName;
  who: number;
  choice: number;
  stale: boolean;
};

export const step: fc.Arbitrary<Step> = fc.record({
  wait: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 120 })),
  back: fc.oneof(
    { weight: 5, arbitrary: fc.constant(0) },
    { weight: 4, arbitrary: fc.integer({ min: 1, max: 60 }) },
    { weight: 1, arbitrary: fc.constant(-1) },
  ),
  fitting: fc.oneof(
    { weight: 5, arbitrary: fc.nat(11) },
    { weight: 2, arbitrary: fc.constant(null) },
  ),
  act: fc.constantFrom(...LIFE_ACTS),
  who: fc.nat(20),
  choice: fc.nat(7),
  stale: fc.oneof(
    { weight: 19, arbitrary: fc.constant(false) },
    { weight: 1, arbitrary: fc.constant(true) },
  ),
});

/** A point and what acts on it may need. */
export type Stage = Ground & {
  /** Entries to merge with: one that is listed, one that is a proposal. */
  otherIds: readonly number[];
  /** The table by which the point came in; 0: by none. */
  runId: number;
  /** Shapes that a correction may give it. */
  places: readonly Geometry[];
};

/**
 * Performs one step on a point, as one of the people. @returns the act, and the reason why the commands refused it, and who did it
 */
export async function perform(
  deps: Deps,
  people: readonly Actor[],
  stage: Stage,
  given: Step,
): Promise<{ act: ActName; refusal: ProblemCode | null; persons: readonly Actor[] }> {
  const present = await presentOf(deps, stage.pointId);
  const fitting = fittingActs(present);
  const act =
    given.fitting === null ? given.act : (fitting[given.fitting % fitting.length] ?? given.act);
  let persons: readonly Actor[] = [];
  try {
    if (act === 'succeed') await succeed(deps, stage, given.choice);
    else if (act === 'transfer') await transfer(deps, stage, given.choice);
    else persons = await carryOut(deps, people, stage, { act, given, present });
  } catch (error) {
    if (error instanceof AppError) return { act, refusal: error.code, persons };
    throw error;
  }
  return { act, refusal: null, persons };
}
