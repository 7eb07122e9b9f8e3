import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';

import { ErrorNotice } from '#client/api/error-notice.tsx';
import { PhotoLinks } from '#client/attachments/photo-links.tsx';
import { outcomeQuery } from '#client/features/routes/queries.ts';
import classes from '#client/features/routes/routes.module.css';
import { StopResults } from '#client/features/routes/stop-results.tsx';
import { clockOf } from '#client/i18n/clock-text.ts';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import { DataTable } from '#client/ui/data-table.tsx';
import { LoadingRows } from '#client/ui/loading-rows.tsx';
import { Page } from '#client/ui/page.tsx';
import type { RouteOutcome, Tally, StopResult } from '#server/contract/route-result.ts';

const TALLIES = ['all', 'ranked', 'random', 'unplanned'] as const;
const COUNTS = [
  'planned',
  'visited',
  'couldNotCheck',
  'carried',
  'open',
  'late',
  'signs',
  'findings',
] as const satisfies (keyof Tally)[];

const address = getRouteApi('/routes/$routeId/outcome');

/** Screen of the plan and its outcome; stops drawn at random are shown apart from ranked ones. */
export default function OutcomeScreen() {
  const { routes } = useText();
  const format = useFormat();
  const { routeId } = address.useParams();
  const found = useQuery(outcomeQuery(Number(routeId)));
  const outcome = found.data;
  return (
    <Page
      title={routes.outcomeTitle}
      lead={outcome && `${outcome.title}, ${format.date(outcome.onDate)}`}
      actions={
        <Link className={classes.link} to="/routes/$routeId" params={{ routeId }}>
          {routes.tabs.orders}
        </Link>
      }
    >
      {found.isPending && <LoadingRows rows={8} height={28} />}
      <ErrorNotice error={found.error} onRetry={() => void found.refetch()} />
      {outcome !== undefined && (
        <>
          <Tallies outcome={outcome} />
          <p className={classes.quiet}>
            {routes.lateRule({ minutes: format.number(outcome.lateAfterMinutes, 0) })}
          </p>
          <p className={classes.quiet}>
            {routes.rateRule({ minutes: format.number(outcome.rateFromMinutes, 0) })}
          </p>
          {outcome.ends.flatMap(({ shiftId, teamName, finishedAt, reason }) =>
            reason === null ? (
              []
            ) : (
              <p key={shiftId}>
                {teamName}: {routes.live.standing.finished({ at: format.clock(finishedAt) })}.{' '}
                {routes.live.finishReason({ reason })}
              </p>
            ),
          )}
          {outcome.quotas.length > 0 && <Quotas outcome={outcome} />}
          <Stops outcome={outcome} />
        </>
      )}
    </Page>
  );
}

/** A figure a row: side by side they would run over a desk's edge. */
function Tallies({ outcome }: { outcome: RouteOutcome }) {
  const { routes } = useText();
  const format = useFormat();
  return (
    <DataTable
      label={routes.outcomeTitle}
      head={['', ...TALLIES.map((tally) => routes.tallies[tally])]}
    >
      {COUNTS.map((count) => (
        <tr key={count}>
          <th scope="row">{routes.tally[count]}</th>
          {TALLIES.map((tally) => (
            <td key={tally}>{format.number(outcome[tally][count], 0)}</td>
          ))}
        </tr>
      ))}
      <tr>
        <th scope="row">{routes.tally.foundPerHour}</th>
        {TALLIES.map((tally) => (
          <td key={tally}>
            <FoundPerHour tally={outcome[tally]} />
          </td>
        ))}
      </tr>
    </DataTable>
  );
}

/** Finds per hour. With too few observed hours the figure would be meaningless: the reason is shown instead. */
function FoundPerHour({ tally: { hours, foundPerHour } }: { tally: Tally }) {
  const { routes } = useText();
  const format = useFormat();
  if (foundPerHour !== null) return format.number(foundPerHour, 2);
  if (hours === 0) return '–';
  return routes.rateTooShort({ minutes: format.number(Math.ceil(hours * 60), 0) });
}

/** Contribution of the route to the year's quotas of its communes. */
function Quotas({ outcome }: { outcome: RouteOutcome }) {
  const { routes } = useText();
  const format = useFormat();
  const { quotas } = routes;
  const quotaText = (quota: number, inspected: number) =>
    quota === 0
      ? format.number(quota, 0)
      : quotas.share({
          quota: format.number(quota, 0),
          share: format.percent(inspected / quota, 0),
        });
  return (
    <DataTable
      label={quotas.title}
      head={[quotas.commune, quotas.onRoute, quotas.inspected, quotas.quota]}
    >
      {outcome.quotas.map(({ communeId, communeName, onRoute, inspected, quota }) => (
        <tr key={communeId}>
          <th scope="row">{communeName}</th>
          <td>{format.number(onRoute, 0)}</td>
          <td>{format.number(inspected, 0)}</td>
          <td>{quota === null ? quotas.none : quotaText(quota, inspected)}</td>
        </tr>
      ))}
    </DataTable>
  );
}

function Stops({ outcome }: { outcome: RouteOutcome }) {
  const text = useText();
  const { routes } = text;
  const format = useFormat();
  const { sheet } = routes;
  return (
    <DataTable
      label={routes.column.stops}
      head={[
        routes.column.teams,
        sheet.number,
        sheet.place,
        routes.plannedAt,
        routes.delay,
        routes.result,
      ]}
    >
      {outcome.stops.map((stop) => {
        const { result, delay } = stop;
        const marks = [stop.random && routes.random, stop.unplanned && routes.unplanned].filter(
          (mark) => mark !== false,
        );
        return (
          <tr key={stop.id}>
            <td>{stop.teamName}</td>
            <td>{format.number(stop.position + 1, 0)}</td>
            <td>
              {stop.code} {stop.name} {marks.length > 0 && `(${marks.join(', ')})`}
            </td>
            <td>{stop.plannedStart !== null && clockOf(stop.plannedStart)}</td>
            <td>{delay !== null && format.minutes(Math.round(delay / 60))}</td>
            <td>
              {result === null
                ? routes.stopStates[stop.state]
                : routes.field.results[result.result]}
              {result?.obstacle != null && `: ${text.checks.obstacles[result.obstacle]}`}
              {result?.inspection != null && `. ${routes.field.inspections[result.inspection]}`}
              {result !== null && (
                <>
                  <ResultEvidence result={result} />
                  <StopResults results={[result, ...stop.otherResults]} />
                </>
              )}
            </td>
          </tr>
        );
      })}
    </DataTable>
  );
}

/** Photos of a result, and how far from the stop it was recorded, where the device told its position. */
function ResultEvidence({
  result: { distanceMetres, accuracyMetres, photoIds },
}: {
  result: StopResult;
}) {
  const { routes } = useText();
  const format = useFormat();
  return (
    <>
      {distanceMetres !== null && (
        <div>
          {routes.recordedAway({
            distance: format.distance(distanceMetres),
            accuracy: format.distance(accuracyMetres ?? 0),
          })}
        </div>
      )}
      {photoIds.length > 0 && <PhotoLinks ids={photoIds} />}
    </>
  );
}
