import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { IconArrowLeft } from '@tabler/icons-react';
import { useMediaQuery } from '@mantine/hooks';
import { useEffect, useEffectEvent, useState } from 'react';

import { ErrorNotice } from '#client/api/error-notice.tsx';
import { useCan } from '#client/api/me.ts';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import choices from '#client/ui/choices.module.css';
import { EmptyState } from '#client/ui/empty-state.tsx';
import { LoadingRows } from '#client/ui/loading-rows.tsx';
import { Page } from '#client/ui/page.tsx';
import {
  type Signal,
  type SignalAct,
  SIGNAL_ORDERS,
  SIGNAL_STATES,
} from '#server/contract/signal.ts';
import type { SignalDetail } from '#server/contract/signal-detail.ts';

import { DecisionDialog } from './decision-dialog.tsx';
import { signalListQuery, signalQuery } from './queries.ts';
import { SignalView } from './signal-detail.tsx';
import type { SignalSearch } from './signal-search.ts';
import { SignalList } from './signal-list.tsx';
import classes from './signals.module.css';
import shared from '#client/ui/shared.module.css';
import { useSignalKeys } from './use-signal-keys.ts';

const route = getRouteApi('/signals');
/** List and case stand side by side from this width on, as in `signals.module.css`. */
const SIDE_BY_SIDE = '(min-width: 62em)';
/** Acts after which the next case is opened. */
const DECISIONS: ReadonlySet<SignalAct> = new Set(['confirm', 'reject', 'new_point']);

/** Finds the case behind the decided one, or the one before it at the end of the list. */
function nextAfter(items: readonly Signal[], id: number): number | undefined {
  const at = items.findIndex((item) => item.id === id);
  return (items[at + 1] ?? items[at - 1])?.id;
}

/** Opens the first case where list and case stand side by side: an empty half of the screen helps nobody. */
function useFirstCase(
  first: number | undefined,
  chosenId: number | null,
  open: (id: number) => void,
) {
  const sideBySide = useMediaQuery(SIDE_BY_SIDE, false, { getInitialValueInEffect: false });
  const openFirst = useEffectEvent(open);
  useEffect(
    function chooseFirst() {
      if (sideBySide && chosenId === null && first !== undefined) openFirst(first);
    },
    [sideBySide, chosenId, first],
  );
}

/** Screen of the signals near closed places, one after the other, each with its grounds and its acts. */
export default function SignalsScreen() {
  const { signals: own, signalMeasures } = useText();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const mayDecide = useCan('signals:decide');
  const { items } = useSignalList(search);
  const chosenId = search.id ?? null;
  const chosen = useQuery({ ...signalQuery(chosenId ?? 0), enabled: chosenId !== null });
  const signal = chosenId === null ? undefined : chosen.data;
  const [open, setOpen] = useState<{ signal: SignalDetail; act: SignalAct } | null>(null);
  const [decided, setDecided] = useState<SignalDetail | null>(null);
  const show = (id: number | undefined, replace: boolean) =>
    void navigate({ search: { ...search, id }, replace });
  useFirstCase(items[0]?.id, chosenId, (id) => show(id, true));
  const start = (act: SignalAct) => {
    if (signal !== undefined && signal.acts[act] === null) setOpen({ signal, act });
  };
  useSignalKeys({
    items,
    chosenId,
    resting: open !== null,
    onMove: (id) => show(id, chosenId !== null),
    onAct: start,
  });
  return (
    <Page
      title={own.title}
      lead={mayDecide ? own.lead : own.leadReader}
      actions={<Link to="/signal-measures">{signalMeasures.link}</Link>}
    >
      <div className={classes.inbox} data-chosen={chosenId !== null}>
        <Inbox search={search} />
        <div className={classes.main}>
          <CaseLinks search={search} decided={decided} />
          {chosenId === null && <p className={classes.hint}>{own.hint}</p>}
          {chosenId !== null && chosen.isPending && <LoadingRows rows={8} />}
          {chosenId !== null && (
            <ErrorNotice error={chosen.error} onRetry={() => void chosen.refetch()} />
          )}
          {signal !== undefined && <SignalView signal={signal} onAct={start} />}
        </div>
      </div>
      {open !== null && (
        <DecisionDialog
          signal={open.signal}
          act={open.act}
          onDone={() => {
            if (!DECISIONS.has(open.act)) return;
            setDecided(open.signal);
            show(nextAfter(items, open.signal.id), true);
          }}
          onClose={() => setOpen(null)}
        />
      )}
    </Page>
  );
}

/** The signals of a filter, as far as they are loaded. */
function useSignalList(search: SignalSearch) {
  const list = useInfiniteQuery(signalListQuery(search));
  return { list, items: list.data?.pages.flatMap((page) => page.items) ?? [] };
}

/** The filter, how many signals it finds, and their list. */
function Inbox({ search }: { search: SignalSearch }) {
  const { signals: own } = useText();
  const format = useFormat();
  const { list, items } = useSignalList(search);
  return (
    <div className={classes.side}>
      <SignalFilter search={search} />
      <output className={shared.aside}>
        {list.data !== undefined &&
          own.total({ count: format.number(list.data.pages[0]?.total ?? 0, 0) })}
      </output>
      {list.isPending && <LoadingRows rows={6} />}
      <ErrorNotice error={list.error} onRetry={() => void list.refetch()} />
      {list.data !== undefined && items.length === 0 && (
        <EmptyState title={own.emptyTitle}>{own.emptyMore}</EmptyState>
      )}
      <SignalList
        items={items}
        search={search}
        more={
          list.hasNextPage
            ? { load: () => void list.fetchNextPage(), loading: list.isFetchingNextPage }
            : null
        }
      />
    </div>
  );
}

/** Ways from a case back to the list, and to the case that was decided last. */
function CaseLinks({ search, decided }: { search: SignalSearch; decided: SignalDetail | null }) {
  const { signals: own } = useText();
  return (
    <>
      {search.id !== undefined && (
        <Link to="/signals" search={{ ...search, id: undefined }} className={classes.back}>
          <IconArrowLeft size={18} stroke={1.6} aria-hidden="true" />
          {own.back}
        </Link>
      )}
      {decided !== null && decided.id !== search.id && (
        <Link to="/signals" search={{ ...search, id: decided.id }} className={shared.aside}>
          {own.justDecided({ name: decided.pointName ?? own.noPlace })}
        </Link>
      )}
    </>
  );
}

/** Filter of the signals: waiting ones first; then objections; then decided, lapsed and unmatched ones. */
function SignalFilter({ search }: { search: SignalSearch }) {
  const { signals: own, pointDrawer } = useText();
  const state = search.state ?? 'suspected';
  const ways: { key: string; label: string; to: Omit<SignalSearch, 'order'>; on: boolean }[] = [
    {
      key: 'suspected',
      label: pointDrawer.signalState.suspected,
      to: {},
      on: search.appealed !== true && state === 'suspected',
    },
    {
      key: 'appealed',
      label: own.appealed,
      to: { appealed: true },
      on: search.appealed === true,
    },
    ...SIGNAL_STATES.filter((value) => value !== 'suspected')
      .toReversed()
      .map((value) => ({
        key: value,
        label: own.stateShort[value],
        to: { state: value },
        on: search.appealed !== true && state === value,
      })),
  ];
  return (
    <>
      <nav className={choices.choices} aria-label={own.filter}>
        {ways.map(({ key, label, to, on }) => (
          <Link
            key={key}
            to="/signals"
            search={{ ...to, order: search.order }}
            className={choices.choice}
            data-on={on}
            aria-current={on ? 'true' : undefined}
          >
            {label}
          </Link>
        ))}
      </nav>
      <nav className={choices.choices} aria-label={own.order}>
        {SIGNAL_ORDERS.map((order) => (
          <Link
            key={order}
            to="/signals"
            search={{ ...search, order, id: undefined }}
            className={choices.choice}
            data-on={order === (search.order ?? 'newest')}
            aria-current={order === (search.order ?? 'newest') ? 'true' : undefined}
          >
            {own.orders[order]}
          </Link>
        ))}
      </nav>
    </>
  );
}
