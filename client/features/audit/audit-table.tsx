import { useFormat, useText, type Text } from '#client/i18n/use-text.ts';
import { DataTable } from '#client/ui/data-table.tsx';
import type { AuditEntry } from '#server/contract/audit.ts';
import { Role } from '#server/contract/role.ts';

import classes from './audit.module.css';

/** Lines of the log; the codes stand as they are, because they are what is verified. */
export function AuditTable({ entries }: { entries: readonly AuditEntry[] }) {
  const text = useText();
  const format = useFormat();
  return (
    <DataTable
      label={text.audit.title}
      head={[
        text.audit.seq,
        text.audit.at,
        text.audit.who,
        text.audit.action,
        text.audit.subject,
        text.audit.detail,
      ]}
    >
      {entries.map((entry) => (
        <tr key={entry.seq}>
          <td className={classes.number} title={entry.hash ?? undefined}>
            {format.number(entry.seq, 0)}
          </td>
          <td className={classes.time}>{format.dateTime(entry.at)}</td>
          <td className={classes.who}>
            {entry.account?.name ?? text.audit.system}
            <span className={classes.role}>{roleName(entry.role, text)}</span>
          </td>
          <td>
            <code>{entry.action}</code>
          </td>
          <td className={classes.subject}>
            {entry.subjectKind}
            {entry.subjectId !== null && <code title={entry.subjectId}>{entry.subjectId}</code>}
          </td>
          <td className={classes.detail}>
            <Detail detail={entry.detail} />
          </td>
        </tr>
      ))}
    </DataTable>
  );
}

/** Empty for what is done before a role is known: signing in. */
function roleName(role: string, text: Text): string {
  const known = Role.safeParse(role);
  return known.success ? text.register.role[known.data] : '';
}

function Detail({ detail }: { detail: Record<string, unknown> }) {
  return Object.entries(detail).map(([key, value]) => (
    <span key={key}>
      {key}: <code>{typeof value === 'string' ? value : JSON.stringify(value)}</code>
    </span>
  ));
}
