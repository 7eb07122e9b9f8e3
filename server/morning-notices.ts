import type { Notice } from '#server/contract/notice.ts';
import type { Role } from '#server/contract/permission.ts';
import type { IsoDate } from '#server/contract/time.ts';
import type { Deps } from '#server/deps.ts';

/** Person of a day who may be told what waits. */
export type Worker = { accountId: string; role: Role; communeIds: number[] };

/** Notice that comes with time; the same `fact` is told to a person once. */
export type NewNotice = {
  accountId: string;
  kind: Notice['kind'];
  fact: string;
  code: string | null;
  targetId: number | null;
  onDate: IsoDate | null;
  waiting: number | null;
  overdue: number | null;
};

/** Notices that a feature gives to a person in the morning of a working day. */
export type MorningNotices = (deps: Deps, worker: Worker) => Promise<NewNotice[]>;
