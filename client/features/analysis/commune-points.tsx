import { Link } from '@tanstack/react-router';

import { useFormat, useText } from '#client/i18n/use-text.ts';
import { EmptyLine } from '#client/ui/empty-line.tsx';
import { Section } from '#client/ui/page.tsx';
import { StatusBadge } from '#client/ui/status-badge.tsx';
import type { CommuneLook } from '#server/contract/comparison.ts';
import { POINT_STATUSES } from '#server/contract/point.ts';

import classes from './commune-look.module.css';

/** The points of a commune by status; each number leads to exactly these on the map. */
export function CommunePoints({ look }: { look: CommuneLook }) {
  const { communeLook: own } = useText();
  const format = useFormat();
  const shown = POINT_STATUSES.flatMap((status) => {
    const found = look.statuses.find((one) => one.status === status);
    return found === undefined ? [] : [found];
  });
  return (
    <Section title={own.points}>
      {shown.length === 0 && <EmptyLine title={own.noPoints} next="communePoints" />}
      <ul className={classes.points}>
        {shown.map(({ status, count }) => (
          <li key={status}>
            <Link to="/" search={{ status, commune: look.commune.code }}>
              <strong>{format.number(count)}</strong>
              <StatusBadge status={status} />
            </Link>
          </li>
        ))}
      </ul>
    </Section>
  );
}
