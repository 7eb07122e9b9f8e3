import type { Role } from '#server/contract/permission.ts';

import type { Scene } from './city.ts';
import { anyMove } from './any-move.ts';
import { LOOK_MOVES } from './look-moves.ts';
import { OFFICE_MOVES } from './office-moves.ts';
import { PLAN_MOVES } from './plan-moves.ts';
import { POINT_MOVES } from './point-moves.ts';
import { SIGNAL_MOVES } from './signal-moves.ts';
import { TIP_MOVES } from './tip-moves.ts';

/** A person who stands behind an act, beside whoever sends it. */
export type Asker = { accountId: string; role: Role };

/** A request that a player is about to send. */
export type Asked = {
  path: string;
  body: unknown;
  /** The same as a proposal, for what takes a second person. */
  proposal?: Record<string, unknown>;
  /** Whoever asked for what is confirmed. */
  askedBy?: Asker;
  /** True where it closes a tip. */
  closes?: boolean;
  /** True where it is work of the day on which it is entered, see `verdict.ts`. */
  work?: boolean;
};

/** One way to act; `operation` is its name in the OpenAPI document. */
export type Move = {
  operation: string;
  roles: readonly Role[];
  /** How often it is drawn beside the others; 1 without one. */
  weight?: number;
  ask(scene: Scene): Promise<Asked> | Asked;
};

const NAMED: readonly Move[] = [
  ...POINT_MOVES,
  ...LOOK_MOVES,
  ...SIGNAL_MOVES,
  ...TIP_MOVES,
  ...PLAN_MOVES,
  ...OFFICE_MOVES,
];
export const MOVES: readonly Move[] = [...NAMED, anyMove(NAMED)];
