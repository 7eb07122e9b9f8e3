import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { IconArrowLeft } from '@tabler/icons-react';

import { ErrorNotice } from '#client/api/error-notice.tsx';
import { useText } from '#client/i18n/use-text.ts';
import { LoadingRows } from '#client/ui/loading-rows.tsx';
import { Page } from '#client/ui/page.tsx';

import { ClockBadge } from './clock-badge.tsx';
import { isKept } from './kept-tip.ts';
import { PendingTransfer } from './pending-transfer.tsx';
import { tipQuery } from './queries.ts';
import { TipAttachments } from './tip-attachments.tsx';
import { TipClock } from './tip-clock.tsx';
import { TipFacts } from './tip-facts.tsx';
import { TipHistory } from './tip-history.tsx';
import { TipSteps } from './tip-steps.tsx';
import classes from './tips.module.css';

const route = getRouteApi('/tips/$id');

/** One tip: how it stands, what comes next, what is known, and what happened to it. */
export default function TipScreen() {
  const { tips: own } = useText();
  const { id } = route.useParams();
  const tip = useQuery(tipQuery(Number(id)));
  return (
    <Page
      title={tip.data === undefined ? own.record : `${tip.data.code}: ${own.kind[tip.data.kind]}`}
      actions={
        <Link to="/tips" className={classes.back}>
          <IconArrowLeft size={18} stroke={1.6} aria-hidden="true" />
          {own.back}
        </Link>
      }
    >
      <ErrorNotice error={tip.error} onRetry={() => void tip.refetch()} />
      {tip.isPending && <LoadingRows rows={8} />}
      {tip.data !== undefined && (
        <>
          <p className={classes.standing}>
            <span className={classes.stage} data-stage={tip.data.stage}>
              {own.stage[tip.data.stage]}
            </span>
            <ClockBadge tip={tip.data} />
          </p>
          <PendingTransfer tip={tip.data} />
          <div className={classes.columns}>
            <div className={classes.column}>
              {isKept(tip.data) && <TipSteps tip={tip.data} />}
              <TipClock tip={tip.data} />
            </div>
            <div className={classes.column}>
              <TipFacts tip={tip.data} />
              <TipAttachments tip={tip.data} />
              <TipHistory tip={tip.data} />
            </div>
          </div>
        </>
      )}
    </Page>
  );
}
