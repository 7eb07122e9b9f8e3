import type { DutyKind, Overview } from '#server/contract/overview.ts';

type Duty = Overview['duties'][number];

/** Duties of one commune, or of the analysts (null) for all communes together. */
export type DutyGroup = {
  commune: Duty['commune'] | null;
  duties: readonly Pick<Duty, 'kind' | 'count' | 'overdue'>[];
  overdue: number;
  nextDueOn: Duty['nextDueOn'];
};

/** One line for each who must act: most overdue first, then whose next day comes first. */
export function groupDuties(duties: readonly Duty[]): DutyGroup[] {
  const byWhom = new Map<string | null, DutyGroup>();
  for (const { kind, commune, count, overdue, nextDueOn } of duties) {
    const whom = kind === 'conclude' ? null : commune.code;
    const before = byWhom.get(whom);
    byWhom.set(whom, {
      commune: whom === null ? null : commune,
      duties: merged(before?.duties ?? [], { kind, count, overdue }),
      overdue: (before?.overdue ?? 0) + overdue,
      nextDueOn: earlier(before?.nextDueOn ?? null, nextDueOn),
    });
  }
  return [...byWhom.values()].toSorted(
    (a, b) =>
      b.overdue - a.overdue ||
      (a.nextDueOn ?? LAST).localeCompare(b.nextDueOn ?? LAST) ||
      (a.commune?.code ?? '').localeCompare(b.commune?.code ?? ''),
  );
}

const LAST = '9999-12-31';

function merged(
  before: DutyGroup['duties'],
  added: { kind: DutyKind; count: number; overdue: number },
): DutyGroup['duties'] {
  const same = before.find(({ kind }) => kind === added.kind);
  if (same === undefined) return [...before, added];
  const both = {
    kind: added.kind,
    count: same.count + added.count,
    overdue: same.overdue + added.overdue,
  };
  return before.map((one) => (one === same ? both : one));
}

function earlier(a: string | null, b: string | null): string | null {
  if (a === null || b === null) return a ?? b;
  return a < b ? a : b;
}
