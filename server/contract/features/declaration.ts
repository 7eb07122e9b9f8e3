import type { IsoDate } from '#server/contract/time.ts';

type Named = { vi: string; en: string };

/** Groups of notices that a person chooses for a device. */
export const NOTICE_GROUP_NAMES = [
  'handovers',
  'answers',
  'routes',
  'overdue',
  'reports',
  'digest',
  'account',
] as const;
type GroupName = (typeof NOTICE_GROUP_NAMES)[number];

export type NoticeTarget = { targetId: number | null; onDate: IsoDate | null };

/** One kind of notice: its group, the page that it opens and its words, which hold codes, days and counts only. */
export type NoticeDeclaration = {
  group: GroupName;
  /** The part of the group's name that stands for it. */
  topic: Named;
  /** Present where a device is to tell of it at once. */
  urgent?: true;
  /** Meaning of the code, for programs. */
  meaning: string;
  /** Address within the product, beginning with `/`. */
  address: (notice: NoticeTarget) => string;
  /** One notice, by its `{code}` or its `{date}`. */
  one: Named;
  /** Several on a device, by their `{count}`. */
  many: Named;
};

/**
 * One expected failure: its HTTP status and what a reader is told, first what happened, then what to do.
 * `fillSentence` puts the problem's parameters into it.
 */
export type ProblemDeclaration = {
  status:
    | 400
    | 401
    | 403
    | 404
    | 405
    | 409
    | 410
    | 412
    | 413
    | 415
    | 422
    | 428
    | 429
    | 500
    | 503
    | 507;
  vi: string;
  en: string;
  /** Named constraints of the database whose breach means this, even where the code forgot to look. */
  constraints?: readonly string[];
};

export type ProblemDeclarations = Readonly<Record<string, ProblemDeclaration>>;

/** Everything that a feature adds to what others list. */
export type FeatureDeclaration = {
  /** Names of its screens, as the ways to them say. */
  screens?: Readonly<Record<string, Named>>;
  /** Kinds of papers and pictures that are noted in the log when somebody takes them out. */
  prints?: readonly string[];
  /** Notices that it gives. */
  notices?: Readonly<Record<string, NoticeDeclaration>>;
  /** Failures that its users may meet. */
  problems?: ProblemDeclarations;
};

/** Opens the record of a point. */
export function ofPlace({ targetId }: NoticeTarget): string {
  return `/?id=${targetId}`;
}
