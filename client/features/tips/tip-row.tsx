import { useQuery } from '@tanstack/react-query';
import { IconArrowsExchange } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';

import { categoriesQuery } from '#client/api/points.ts';
import { communeName } from '#client/i18n/commune-name.ts';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import type { PendingTransfer, TipSummary } from '#server/contract/tip.ts';

import { ClockBadge } from './clock-badge.tsx';
import { clockTone } from './clock-state.ts';
import { useMark } from './pending-transfer.tsx';
import classes from './tips.module.css';

/** One tip in the list; the whole of it leads to its record. */
export function TipRow({ tip }: { tip: TipSummary }) {
  const text = useText();
  const format = useFormat();
  const own = text.tips;
  const categories = useQuery(categoriesQuery).data?.items ?? [];
  const category = categories.find(({ code }) => code === tip.category)?.name ?? tip.category;
  return (
    <li className={classes.row} data-tone={clockTone(tip.timeliness)} data-tip={tip.code}>
      <Link to="/tips/$id" params={{ id: String(tip.id) }} className={classes.rowLink}>
        <span className={classes.rowHead}>
          <span className={classes.code}>{tip.code}</span>
          <span>{own.kind[tip.kind]}</span>
          <span className={classes.stage} data-stage={tip.stage}>
            {own.stage[tip.stage]}
          </span>
        </span>
        <ClockBadge tip={tip} />
        <span className={classes.rowPlace}>
          {[category, tip.placeName].filter((part) => part !== null).join(' · ') || own.noPlace}
        </span>
        {tip.transfer !== null && <Transfer transfer={tip.transfer} />}
        <span className={classes.rowFacts}>
          {[
            communeName(tip.commune, text),
            own.receivedOn({ date: format.date(tip.receivedOn) }),
            own.channel[tip.channel],
            tip.forwardedTo === null ? null : own.toAuthority({ name: tip.forwardedTo }),
          ]
            .filter((part) => part !== null)
            .join(' · ')}
        </span>
      </Link>
    </li>
  );
}

/** Marks that another commune is asked to take it. */
function Transfer({ transfer }: { transfer: PendingTransfer }) {
  return (
    <span className={classes.rowTransfer}>
      <IconArrowsExchange size={16} stroke={1.8} aria-hidden="true" />
      {useMark(transfer)}
    </span>
  );
}
