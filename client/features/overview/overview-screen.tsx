import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';

import { apiQuery } from '#client/api/api-query.ts';
import { api } from '#client/api/client.ts';
import { ErrorNotice } from '#client/api/error-notice.tsx';
import { PrintButton } from '#client/forms/print-button.tsx';
import { communeName } from '#client/i18n/commune-name.ts';
import { ConductLine } from '#client/register/conduct-line.tsx';
import { conductQuery } from '#client/register/conduct-queries.ts';
import { SensitivityStrip } from '#client/register/sensitivity-strip.tsx';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import { FOLLOWS_POINTS } from '#client/register/points-changed.ts';
import { CountTiles } from '#client/ui/count-tiles.tsx';
import { hinted } from '#client/ui/hinted.ts';
import { LoadingRows } from '#client/ui/loading-rows.tsx';
import { Page, Section } from '#client/ui/page.tsx';
import { StatusShape } from '#client/ui/status-shape.tsx';
import { EmptyLine } from '#client/ui/empty-line.tsx';
import type { Overview } from '#server/contract/overview.ts';

import { DutyList } from './duty-list.tsx';
import classes from './overview.module.css';

/** Follows other people's changes as list and map do. */
const overviewQuery = apiQuery(['overview'], api.overview.$get, {}, { meta: FOLLOWS_POINTS });

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

/** Targets of the running plan that are behind or missed, with how likely they still are. */
function OffPace({ overview }: { overview: Overview }) {
  const text = useText();
  const own = text.overview;
  const format = useFormat();
  const { plan, offPace } = overview;
  if (plan === null) {
    return (
      <Section title={own.targets}>
        <p>{own.noPlan}</p>
      </Section>
    );
  }
  return (
    <Section
      title={own.targets}
      lead={[
        own.targetsLead({ number: plan.number, well: format.number(overview.onPace, 0) }),
        ...(overview.notSeen > 0
          ? [own.notSeen({ count: format.number(overview.notSeen, 0) })]
          : []),
      ].join(' ')}
      aside={
        <Link to="/plans" search={{ plan: plan.id }} className={`${classes.way} screen-only`}>
          {own.toPlan}
        </Link>
      }
    >
      <StatedTargets overview={overview} />
      {offPace.length === 0 && <EmptyLine title={own.allOnPace} next="offPace" />}
      <ul className={classes.list}>
        {offPace.map(({ code, wording, unit, shape, progress }) => {
          const probability = progress.forecast?.probability ?? progress.probability;
          return (
            <li key={code}>
              <div>
                <p className={classes.name}>{wording}</p>
                <Reached target={{ unit, shape, progress }} />
                <p className={classes.due} data-late={progress.state === 'missed'}>
                  {text.plans.state[progress.state]}
                  {probability !== null &&
                    probability !== undefined &&
                    progress.state === 'behind' &&
                    ` · ${text.plans.chance({ share: format.percent(probability, 0) })}`}
                </p>
              </div>
            </li>
          );
        })}
      </ul>
    </Section>
  );
}

/** Result so far, beside the target. */
function Reached({
  target: { unit, shape, progress },
}: {
  target: Pick<Overview['offPace'][number], 'unit' | 'shape' | 'progress'>;
}) {
  const { overview: own, tips } = useText();
  const format = useFormat();
  const { amount, target, outOf } = progress;
  const whole = format.number(outOf ?? target ?? 0);
  return (
    <p className={classes.more}>
      {`${format.number(amount ?? 0)} / ${whole} ${unit}`}
      {progress.own > 0 && `, ${tips.ownOf({ amount: format.number(progress.own, 0) })}`}
      {shape !== 'amount' &&
        target !== null &&
        ` · ${own.wanted({ share: format.percent(target, 0) })}`}
    </p>
  );
}

/** Targets on pace that only the units' own reports say. */
function StatedTargets({ overview }: { overview: Overview }) {
  const own = useText().overview;
  const format = useFormat();
  const { onPaceStated } = overview;
  if (onPaceStated === 0) return null;
  return <p>{own.statedTargets({ amount: format.number(onPaceStated, 0) })}</p>;
}
