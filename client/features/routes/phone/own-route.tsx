import { Box, Button, Flex, SegmentedControl } from '@mantine/core';
import { useLocalStorage } from '@mantine/hooks';
import { useState } from 'react';

import { PublishedChanges } from '#client/features/routes/route-changes.tsx';
import { StopResults } from '#client/features/routes/stop-results.tsx';
import card from '#client/features/routes/stop.module.css';
import { useText } from '#client/i18n/use-text.ts';
import { useUnsent } from '#client/offline/outbox/outbox-context.ts';
import { isChangeable } from '#client/offline/outbox/rules.ts';
import { hinted } from '#client/ui/hinted.ts';
import { Notice } from '#client/ui/notice.tsx';
import { Section } from '#client/ui/page.tsx';
import { type FieldRoute, type FieldStop, isDivided } from '#server/contract/route-result.ts';

import { EndShift, finishContext } from './end-shift.tsx';
import classes from './field.module.css';
import { JustRecorded } from './just-recorded.tsx';
import { NextStop } from './next-stop.tsx';
import { resultContext, newResult, type ResultContext } from './result-entry.ts';
import { ResultDialog } from './result-form.tsx';
import { useRouteLead } from './route-lead.ts';
import { nearestFirst } from './stop-distances.ts';
import { StopWords, Ways } from './stop-words.tsx';
import { UnplannedDialog } from './unplanned-dialog.tsx';
import { newUnplanned, unplannedContext, type UnplannedContext } from './unplanned-entry.ts';
import { useArrivals } from './use-arrivals.ts';
import type { Here } from './use-whereabouts.ts';

const ORDERS = ['planned', 'nearest'] as const;
type Order = (typeof ORDERS)[number];

/** Entries of this device about a route that are not sent yet. */
function useWaiting({ routeId, shift }: FieldRoute) {
  const unsent = useUnsent();
  const [kept, setKept] = useState<number | null>(null);
  const ofKind = (wanted: string) => unsent.filter(({ kind }) => kind === wanted);
  return {
    /** The result of one press that can still be taken back. */
    just: ofKind('route-result').find(
      (entry) => resultContext(entry).stop.id === kept && isChangeable(entry),
    ),
    setKept,
    results: new Set(ofKind('route-result').map((entry) => resultContext(entry).stop.id)),
    extra: ofKind('unplanned-stop')
      .map(unplannedContext)
      .filter((stop) => stop.routeId === routeId && stop.shiftId === shift.id),
    /** A refused end is none: the team goes on, or looks into the outbox. */
    end: ofKind('finish-shift')
      .filter(({ state }) => state !== 'refused')
      .map(finishContext)
      .find(({ shiftId }) => shiftId === shift.id),
  };
}

/** The end of the team's day, and why it came early; it may still wait for a network. */
function Ended({ shift: { finishedAt, finishReason } }: Pick<FieldRoute, 'shift'>) {
  const { field, live } = useText().routes;
  return (
    <>
      <p>{finishedAt === null ? field.finishWaits : field.finished}</p>
      {finishReason !== null && <p>{live.finishReason({ reason: finishReason })}</p>}
    </>
  );
}

/** A route of today, or of an earlier day that has not ended: the next stop first, everything else below it. */
export function OwnRoute({ route, here }: { route: FieldRoute; here: Here | null }) {
  const { field } = useText().routes;
  const leadOf = useRouteLead();
  const { shift, routeId } = route;
  const waiting = useWaiting(route);
  const [order, setOrder] = useLocalStorage<Order>({
    key: 'dia-ban.stop-order',
    defaultValue: 'planned',
    getInitialValueInEffect: false,
  });
  const ended = shift.finishedAt !== null || waiting.end !== undefined;
  const left = route.stops.filter(
    ({ id, state }) => state === 'planned' && !waiting.results.has(id),
  );
  const arrivals = useArrivals(ended ? [] : left, here);
  const open = nearestFirst(left, order === 'nearest' ? here : null);
  const [next, ...after] = ended ? [] : open;
  const others = [...after, ...route.stops.filter((stop) => !open.includes(stop) || ended)];
  const byDistance = order === 'nearest' && here !== null;
  return (
    <Section title={route.title}>
      <PublishedChanges route={route} />
      {ended && <Ended shift={shift} />}
      <DividedStops stops={route.stops} />
      {waiting.just !== undefined && <JustRecorded key={waiting.just.id} entry={waiting.just} />}
      {next !== undefined && (
        <NextStop
          key={next.id}
          routeId={routeId}
          stop={next}
          here={here}
          arrivals={arrivals}
          onKept={waiting.setKept}
        />
      )}
      <Box component="h3" fz={15} mt="sm" mb={6}>
        {field.rest}
      </Box>
      <p className={classes.quiet}>{leadOf(route)}</p>
      {here !== null && after.length > 1 && <OrderField order={order} onChange={setOrder} />}
      <Flex component="ol" direction="column" gap={6}>
        {(byDistance ? others : others.toSorted((a, b) => a.position - b.position)).map((stop) => (
          <FieldStopRow
            key={stop.id}
            routeId={routeId}
            stop={stop}
            here={here}
            waits={waiting.results.has(stop.id)}
            open={!ended}
          />
        ))}
        {waiting.extra.map(({ key, values }) => (
          <WaitingStop key={key} id={key} name={values.name} />
        ))}
      </Flex>
      {!ended && <AddStop route={route} />}
      {!ended && <EndShift route={route} left={left.length} />}
    </Section>
  );
}

/** The stops at which another phone of the team recorded something else. */
function DividedStops({ stops }: { stops: readonly FieldStop[] }) {
  const { field } = useText().routes;
  return stops
    .filter((stop) => isDivided(resultsOf(stop)))
    .map((stop) => (
      <Notice key={stop.id} title={field.elsewhere({ place: stop.code ?? stop.name })}>
        <StopResults results={resultsOf(stop)} />
      </Notice>
    ));
}

/** All results of a stop that the server knows, the one that counts first. */
const resultsOf = ({ result, otherResults }: FieldStop) =>
  result === null ? [] : [result, ...otherResults];

function OrderField({ order, onChange }: { order: Order; onChange: (order: Order) => void }) {
  const { field } = useText().routes;
  return (
    <SegmentedControl
      className={classes.order ?? ''}
      aria-label={field.order}
      fullWidth
      size="md"
      value={order}
      data={ORDERS.map((value) => ({ value, label: field.orders[value] }))}
      onChange={onChange}
    />
  );
}

/** A stop that nobody had planned, on this device alone. */
function WaitingStop({ id, name }: { id: string; name: string }) {
  const { routes } = useText();
  return (
    <li className={card.stop} data-stop={id}>
      <div className={classes.words}>
        <strong>{name}</strong>
        <span className={classes.quiet}>
          {routes.unplanned}. {routes.field.waiting}
        </span>
      </div>
    </li>
  );
}

function AddStop({ route }: { route: FieldRoute }) {
  const { field } = useText().routes;
  const [adding, setAdding] = useState<UnplannedContext | null>(null);
  const { routeId, shift, stops } = route;
  return (
    <>
      <Button
        variant="default"
        size="md"
        mt={12}
        mr={8}
        {...hinted('add_stop')}
        onClick={() => setAdding(newUnplanned(routeId, shift.id))}
      >
        {field.addStop}
      </Button>
      {adding !== null && (
        <UnplannedDialog
          context={adding}
          around={stops[0]?.place ?? null}
          onClose={() => setAdding(null)}
        />
      )}
    </>
  );
}

/** A stop further on, or one that has its result. */
function FieldStopRow({
  routeId,
  stop,
  here,
  waits,
  open,
}: {
  routeId: number;
  stop: FieldStop;
  here: Here | null;
  /** Its result is on this device and not sent yet. */
  waits: boolean;
  /** Takes a result: the shift has not ended. */
  open: boolean;
}) {
  const { field } = useText().routes;
  const [recording, setRecording] = useState<ResultContext | null>(null);
  const result = stop.result === null ? null : field.results[stop.result.result];
  const left = stop.state === 'planned' && !waits && open;
  return (
    <li className={card.stop} data-stop={stop.id}>
      <StopWords stop={stop} here={left ? here : null}>
        {(waits || result !== null) && (
          <span className={classes.quiet}>{waits ? field.waiting : result}</span>
        )}
      </StopWords>
      {left && (
        <>
          <Ways stop={stop} />
          <Button
            variant="default"
            size="md"
            aria-label={`${field.record} ${stop.code ?? stop.name}`}
            onClick={() => setRecording(newResult(routeId, stop, { result: null, obstacle: null }))}
          >
            {field.record}
          </Button>
        </>
      )}
      {recording !== null && (
        <ResultDialog context={recording} onClose={() => setRecording(null)} />
      )}
    </li>
  );
}
