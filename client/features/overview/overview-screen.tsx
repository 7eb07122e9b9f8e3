import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';

import { ErrorNotice } from '#client/api/error-notice.tsx';
import { PrintButton } from '#client/forms/print-button.tsx';
import { communeName } from '#client/i18n/commune-name.ts';
import { ConductLine } from '#client/register/conduct-line.tsx';
import { conductQuery } from '#client/register/conduct-queries.ts';
import { SensitivityStrip } from '#client/register/sensitivity-strip.tsx';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import { CountTiles } from '#client/ui/count-tiles.tsx';
import { hinted } from '#client/ui/hinted.ts';
import { LoadingRows } from '#client/ui/loading-rows.tsx';
import { Page, Section } from '#client/ui/page.tsx';
import { StatusShape } from '#client/ui/status-shape.tsx';
import { EmptyLine } from '#client/ui/empty-line.tsx';
import type { Overview } from '#server/contract/overview.ts';

import { DutyList } from './duty-list.tsx';
import { OffPace } from './off-pace.tsx';
import { overviewQuery } from './queries.ts';
import classes from './overview.module.css';

/** Number of lines that fit beside the rest on one sheet of A4. */
const SHOWN = 10;

/** One screen for who leads the city; everything on it leads on into the map or a list. */
export default function OverviewScreen() {
  const { overview: own } = useText();
  const format = useFormat();
  const { data, error, isPending, refetch } = useQuery(overviewQuery);
  return (
    <Page
      title={own.title}
      lead={data === undefined ? undefined : own.asOf({ date: format.date(data.today) })}
      actions={
        data !== undefined && (
          <PrintButton
            kind="overview_print"
            view={`overview=${data.today}`}
            points={data.recurringTotal}
          />
        )
      }
    >
      <ErrorNotice error={error} onRetry={() => void refetch()} />
      {isPending && <LoadingRows rows={8} />}
      {data !== undefined && (
        <div {...hinted('figures')}>
          <Tiles overview={data} />
          <ConductLine scope={{ figure: 'register', ...data.period }} />
        </div>
      )}
      {data !== undefined && (
        <div className={classes.columns}>
          <Recurring overview={data} />
          <DutyList overview={data} />
          <OffPace overview={data} />
        </div>
      )}
    </Page>
  );
}

function Tiles({ overview }: { overview: Overview }) {
  const { overview: own } = useText();
  const format = useFormat();
  const overdue = overview.duties.reduce((sum, duty) => sum + duty.overdue, 0);
  const scope = { figure: 'recurrences', ...overview.period } as const;
  const seenEnough = useQuery(conductQuery(scope)).data?.seenEnough ?? false;
  const tone = (count: number) => (count > 0 ? 'bad' : 'good');
  // Nothing has come back as far as the communes say: no praise, until others have seen enough of it.
  const recurring =
    overview.recurringTotal > 0 || seenEnough ? tone(overview.recurringTotal) : 'waits';
  return (
    <CountTiles
      width={150}
      tiles={[
        {
          name: own.recurring,
          value: format.number(overview.recurringTotal, 0),
          tone: recurring,
        },
        { name: own.suspected, value: format.number(overview.suspected, 0), tone: 'waits' },
        { name: own.overdue, value: format.number(overdue, 0), tone: tone(overdue) },
        {
          name: own.offPace,
          value: format.number(overview.offPace.length, 0),
          tone: tone(overview.offPace.length),
        },
      ]}
    />
  );
}

function Recurring({ overview }: { overview: Overview }) {
  const text = useText();
  const own = text.overview;
  const format = useFormat();
  return (
    <Section
      title={own.whereBack}
      lead={own.whereBackLead}
      aside={
        <Link to="/" search={{ status: 'recurring' }} className={`${classes.way} screen-only`}>
          {own.onMap}
        </Link>
      }
    >
      {overview.recurring.length === 0 && <EmptyLine title={own.nowhere} next="recurring" />}
      <ul className={classes.list}>
        {overview.recurring.slice(0, SHOWN).map((point) => (
          <li key={point.id}>
            <StatusShape status="recurring" size={18} />
            <div>
              <Link to="/" search={{ id: point.id }} className={classes.name}>
                {point.name}
              </Link>
              <p className={classes.more}>
                {communeName(point.commune, text)} · {own.since({ date: format.date(point.since) })}
                {point.times > 1 && ` · ${own.times({ count: format.number(point.times, 0) })}`}
              </p>
              {point.replyDueOn !== null && (
                <p className={classes.due} data-late={point.replyDueOn < overview.today}>
                  {own.replyBy({
                    date: format.date(point.replyDueOn),
                    when: format.relativeDays(point.replyDueOn, overview.today),
                  })}
                </p>
              )}
            </div>
          </li>
        ))}
      </ul>
      {overview.recurringTotal > SHOWN && (
        <p className={classes.more}>
          {own.rest({ count: format.number(overview.recurringTotal - SHOWN, 0) })}
        </p>
      )}
      <SensitivityStrip scope={{ standing: true }} about={text.signals.aboutAll} />
    </Section>
  );
}
