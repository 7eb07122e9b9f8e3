import { Box, Button } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { lazy, Suspense, useDeferredValue, useState } from 'react';

import { ErrorNotice } from '#client/api/error-notice.tsx';
import { useCan, useMe } from '#client/api/me.ts';
import { TipsDue } from '#client/features/tips/tips-due.tsx';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import { LoadingRows } from '#client/ui/loading-rows.tsx';
import { Page } from '#client/ui/page.tsx';
import { useUnsent } from '#client/offline/outbox/outbox-context.ts';
import { UnsentLine } from '#client/offline/unsent-line.tsx';
import { can } from '#server/contract/permission.ts';
import type { Worklist } from '#server/contract/worklist.ts';

import { WORK_CARDS } from '#client/app/screens.ts';
import { KindFilter } from '#client/features/worklist/kind-filter.tsx';
import { PlaceCard } from '#client/features/worklist/place-card.tsx';
import {
  placesOf,
  stepsOf,
  waitsForOthers,
  type WorkPlace,
} from '#client/features/worklist/places.ts';
import { NothingWaits } from '#client/features/worklist/nothing-waits.tsx';
import { worklistQuery } from '#client/features/worklist/queries.ts';
import { WorkActions, type OpenWork } from '#client/features/worklist/work-actions.tsx';
import classes from '#client/features/worklist/worklist.module.css';
import { MorePages } from '#client/ui/more-pages.tsx';

const CARDS = WORK_CARDS.map(({ right, load }) => ({ right, Card: lazy(load) }));

/** Forms, their fields and dates: nothing of it is on the list. */
const WorkDialogs = lazy(() => import('./work-dialogs.tsx'));

const ReportActivity = lazy(() => import('#client/features/checks/report-activity.tsx'));

/** As many as a large telephone shows, and one more. */
const FIRST_PLACES = 6;

const route = getRouteApi('/worklist');

/** Places where work waits for the reader, hand-overs first, then the earliest due: nothing to press to see it. */
export default function WorklistScreen() {
  const { work: kind } = route.useSearch();
  const text = useText();
  const format = useFormat();
  const checks = useCan('checks:record');
  const list = useInfiniteQuery(worklistQuery(kind ?? null));
  const [open, setOpen] = useState<OpenWork | null>(null);
  const [first] = list.data?.pages ?? [];
  const items = list.data?.pages.flatMap((page) => page.items) ?? [];
  const places = placesOf(items);
  // On a slow phone the first can be read and pressed while the others are still drawn.
  const drawn = useDeferredValue(places.length, FIRST_PLACES);
  return (
    <Page
      title={text.worklist.title}
      lead={first && <Lead first={first} narrowed={kind !== undefined} />}
      {...(checks ? { actions: <ReportButton /> } : {})}
    >
      <div className={classes.above}>
        <TipsDue />
        {first !== undefined && <WorkCards />}
      </div>
      {first !== undefined && <KindFilter chosen={kind ?? null} counts={first.counts} />}
      {list.isPending && <LoadingRows rows={8} height={28} />}
      <ErrorNotice error={list.error} onRetry={() => void list.refetch()} />
      {first !== undefined && items.length === 0 && (kind !== undefined || first.waiting === 0) && (
        <NothingWaits narrowed={kind !== undefined} />
      )}
      {first !== undefined && items.length > 0 && (
        <Cards
          places={places.slice(0, drawn)}
          first={first}
          narrowed={kind !== undefined}
          onOpen={setOpen}
        />
      )}
      <MorePages list={list}>
        {text.worklist.more({
          shown: format.number(places.length, 0),
          total: format.number((first?.places.waiting ?? 0) + (first?.places.others ?? 0), 0),
        })}
      </MorePages>
      {open !== null && (
        <Suspense fallback={null}>
          <WorkDialogs open={open} items={items} onClose={() => setOpen(null)} />
        </Suspense>
      )}
    </Page>
  );
}

/** The cards that features put above the list, for the roles that it concerns. */
function WorkCards() {
  const { role } = useMe();
  return (
    <Suspense fallback={null}>
      {CARDS.map(
        ({ right, Card }) => (right === 'anyone' || can(role, right)) && <Card key={right} />,
      )}
    </Suspense>
  );
}

/** The places of the pages so far: those of the reader, then those at which only others act, each part with its number. */
function Cards({
  places,
  first,
  narrowed,
  onOpen,
}: {
  places: readonly WorkPlace[];
  first: Worklist;
  narrowed: boolean;
  onOpen: (open: OpenWork) => void;
}) {
  const { worklist: own } = useText();
  const format = useFormat();
  const { role } = useMe();
  const unsent = useUnsent();
  const card = (place: WorkPlace) => (
    <PlaceCard
      key={place.point.id}
      place={place}
      steps={stepsOf(place, unsent)}
      today={first.today}
      actionsOf={({ act, entry }, filled) => {
        if (act === null) return null;
        if (entry !== null) return <UnsentLine entry={entry} />;
        return <WorkActions item={act} filled={filled} onOpen={onOpen} />;
      }}
    />
  );
  const ofOthers = narrowed ? [] : places.filter((place) => waitsForOthers(place, role));
  const rest = places.filter((place) => !ofOthers.includes(place));
  const count = format.number(first.places.others, 0);
  return (
    <>
      {rest.length > 0 && (
        <ol className={classes.list} aria-label={own.list}>
          {rest.map(card)}
        </ol>
      )}
      {ofOthers.length > 0 && (
        <>
          <Box component="p" mt="md" fw={600}>
            {own.othersAct({ count })}
          </Box>
          <ol className={classes.list} aria-label={own.othersList}>
            {ofOthers.map(card)}
          </ol>
        </>
      )}
    </>
  );
}

/** Leads to any closed place, also one that is not in the list. */
function ReportButton() {
  const { worklist: own } = useText();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button variant="default" onClick={() => setOpen(true)}>
        {own.reportActivity}
      </Button>
      {open && (
        <Suspense fallback={null}>
          <ReportActivity onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}

function Lead({ first, narrowed }: { first: Worklist; narrowed: boolean }) {
  const { worklist: own } = useText();
  const format = useFormat();
  if (narrowed) {
    const places = format.number(first.places.waiting + first.places.others, 0);
    return own.leadKind({ count: format.number(first.total, 0), places });
  }
  if (first.waiting === 0) return own.leadNone;
  // Absent in a list that the device keeps from an earlier version.
  const tips = (first.tipsToTake as number | undefined) ?? 0;
  const waiting = format.number(first.waiting - tips, 0);
  const places = format.number(first.places.waiting, 0);
  const overdue = format.number(first.overdue, 0);
  const atPlaces =
    first.overdue === 0
      ? own.lead({ waiting, places })
      : own.leadOverdue({ waiting, places, overdue });
  const ofTips = own.leadTips({ tips: format.number(tips, 0) });
  if (tips === 0) return atPlaces;
  return first.waiting === tips ? ofTips : `${atPlaces}; ${ofTips}`;
}
