import { Link } from '@tanstack/react-router';

import { useFormat, useText } from '#client/i18n/use-text.ts';
import choices from '#client/ui/choices.module.css';
import { hinted } from '#client/ui/hinted.ts';
import { WORK_KINDS, type WorkKind, type Worklist } from '#server/contract/worklist.ts';

/** The kinds that there are, each with how many and whether some are late; one narrows the list. */
export function KindFilter({
  chosen,
  counts,
}: {
  chosen: WorkKind | null;
  counts: Worklist['counts'];
}) {
  const { worklist: own } = useText();
  const kinds = WORK_KINDS.flatMap((kind) => {
    const count = counts.find((one) => one.kind === kind);
    return count ?? (kind === chosen ? { kind, total: 0, overdue: 0 } : []);
  });
  if (kinds.length < 2 && chosen === null) return null;
  return (
    <nav className={choices.choices} aria-label={own.filter} {...hinted('kinds')}>
      <Choice label={own.all} total={null} late={false} kind={undefined} on={chosen === null} />
      {kinds.map(({ kind, total, overdue }) => (
        <Choice
          key={kind}
          label={own.kind[kind]}
          total={total}
          late={overdue > 0}
          kind={kind}
          on={chosen === kind}
        />
      ))}
    </nav>
  );
}

function Choice({
  label,
  total,
  late,
  kind,
  on,
}: {
  label: string;
  /** Null where other words give the number. */
  total: number | null;
  late: boolean;
  kind: WorkKind | undefined;
  on: boolean;
}) {
  const format = useFormat();
  return (
    <Link
      to="/worklist"
      search={{ work: kind }}
      replace
      className={choices.choice}
      activeProps={{}}
      aria-current={on ? 'true' : undefined}
      data-on={on}
    >
      {label} {total !== null && <strong data-late={late}>{format.number(total, 0)}</strong>}
    </Link>
  );
}
