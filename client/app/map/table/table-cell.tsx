import { communeName } from '#client/i18n/commune-name.ts';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import { FlagBadge } from '#client/ui/status-badge.tsx';
import { StatusShape } from '#client/ui/status-shape.tsx';
import type { PointSummary } from '#server/contract/point.ts';

import classes from './points-table.module.css';
import type { ColumnId } from './table-columns.ts';

/** Value of a point in one column. */
export function TableCell({
  point,
  column,
  category,
}: {
  point: PointSummary;
  column: ColumnId;
  /** Name of its category. */
  category: string;
}) {
  const text = useText();
  const format = useFormat();
  const day = (date: string | null) => (date === null ? '' : format.date(date));
  switch (column) {
    case 'code':
      return point.code;
    case 'name':
      return <span className={classes.name}>{point.officialName}</span>;
    case 'category':
      return category;
    case 'status':
      return (
        <span className={classes.sign}>
          <StatusShape
            status={point.status}
            suspected={point.flags.includes('suspected')}
            size={18}
          />
          {text.register.status[point.status]}
        </span>
      );
    case 'commune': {
      const lead = point.communes.find((commune) => commune.lead) ?? point.communes[0];
      const others = point.communes.length - 1;
      if (lead === undefined) return '';
      return `${communeName(lead, text)}${others > 0 ? ` +${format.number(others, 0)}` : ''}`;
    }
    case 'since':
      return day(point.statusSince);
    case 'recurrences':
      return point.recurrences === 0 ? '' : format.number(point.recurrences, 0);
    case 'last_event':
      return day(point.lastEventOn);
    case 'next_check':
      return day(point.nextCheckOn);
    case 'answer_overdue':
      return point.answerOverdueDays === null
        ? ''
        : text.table.daysOverdue({ days: format.number(point.answerOverdueDays, 0) });
    case 'flags':
      return (
        <span className={classes.flags}>
          {point.flags.map((flag) => (
            <FlagBadge key={flag} flag={flag} />
          ))}
        </span>
      );
  }
}
