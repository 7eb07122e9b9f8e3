import { Box, Button, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useCallback, useEffect, useRef, useState } from 'react';

import { ErrorNotice } from '#client/api/error-notice.tsx';
import { useCan } from '#client/api/me.ts';
import { PaperMark } from '#client/api/paper-mark.tsx';
import { AttachmentSection } from '#client/attachments/attachment-section.tsx';
import { ActSection, type OpenAct } from '#client/features/life-cycle/act-section.tsx';
import { useView } from '#client/app/map/use-view.ts';
import { ReplyForm } from '#client/features/replies/reply-form.tsx';
import { OpenedElsewhere } from '#client/register/opened-elsewhere.tsx';
import { SensitivityStrip } from '#client/register/sensitivity-strip.tsx';
import { useText, useFormat } from '#client/i18n/use-text.ts';
import { LoadingRows } from '#client/ui/loading-rows.tsx';
import { PrintedSheet } from '#client/ui/printed-sheet.tsx';
import type { PointDetail } from '#server/contract/point.ts';
import { HandoverSection } from '#client/features/handovers/handover-section.tsx';
import { ExportDialog } from '#client/forms/export-dialog.tsx';
import type { LoggedExport } from '#client/forms/use-export.ts';
import { pointQuery } from '#client/register/record-queries.ts';
import { Notice } from '#client/ui/notice.tsx';
import shared from '#client/ui/shared.module.css';
import { useEscape } from '#client/ui/use-escape.ts';
import { useScreenTitle } from '#client/ui/screen-title.tsx';

import { ActDialogs } from './act-dialogs.tsx';
import { PlaceTools } from './place-tools.tsx';
import classes from './point-drawer.module.css';
import { RecordFacts } from './record-facts.tsx';
import { RecordHead } from './record-head.tsx';
import { RecordTools } from './record-tools.tsx';
import { SignalSection } from './signal-section.tsx';
import { TimelineSection } from './timeline-section.tsx';

/** The chosen point's record: how it stands, what may be done, what has been done. */
export function PointDrawer({ pointId, onClose }: { pointId: number; onClose: () => void }) {
  const text = useText();
  const { filter, setFilter } = useView();
  const record = useQuery(pointQuery(pointId, filter));
  const [printing, setPrinting] = useState(false);
  const [order, setOrder] = useState<LoggedExport | null>(null);
  const onPrinted = useCallback(() => setOrder(null), []);
  const { container, heading } = useDrawerFocus(record.isSuccess);
  const point = record.data;
  // Not the name of the place: the browser's history keeps titles.
  useScreenTitle(point?.code ?? text.pointDrawer.title, true);
  useEscape(container, onClose);

  return (
    <Stack ref={container} gap={0} flex="none" mih="100%">
      <div className={classes.bar}>
        <Text span size="sm" c="dimmed" flex={1} fw={500}>
          {point?.code ?? text.pointDrawer.title}
        </Text>
        <RecordTools
          pointId={pointId}
          onPrint={point === undefined ? null : () => setPrinting(true)}
          onClose={onClose}
        />
      </div>
      <h2 ref={heading} className={classes.name} tabIndex={-1}>
        {point?.officialName ??
          (record.isError ? text.pointDrawer.notFoundTitle : text.common.loading)}
      </h2>
      {record.isPending && <LoadingRows rows={10} height={20} />}
      {record.isError && (
        <Box p="md">
          <ErrorNotice error={record.error} onRetry={() => void record.refetch()} />
        </Box>
      )}
      {point !== undefined && point.asOf === null && <Record point={point} />}
      {point !== undefined && point.asOf !== null && (
        <PastRecord point={point} onToday={() => setFilter({ asOf: null, knownAt: null })} />
      )}
      {printing && (
        <ExportDialog
          order={{ kind: 'point_print', points: 1, view: '' }}
          title={text.pointDrawer.print}
          lead={text.pointDrawer.printLead}
          confirm={text.pointDrawer.printNow}
          onLogged={(logged) => {
            setPrinting(false);
            setOrder(logged);
          }}
          onClose={() => setPrinting(false)}
        />
      )}
      {order !== null && point !== undefined && (
        <RecordSheet key={order.receipt.entry} point={point} order={order} onPrinted={onPrinted} />
      )}
    </Stack>
  );
}

function Record({ point }: { point: PointDetail }) {
  const { setSearch } = useView();
  const [act, setAct] = useState<OpenAct | null>(null);
  const mayAttach = useCan('attachments:add');
  const [replyTo, setReplyTo] = useState<number | null>(null);
  return (
    <>
      <RecordHead point={point} />
      <Box px="md">
        <OpenedElsewhere kind="point" id={point.id} />
      </Box>
      <MergedNotice point={point} onOpen={(id) => setSearch({ id })} />
      <ActSection point={point} onAct={setAct} onDraw={() => setSearch({ draw: 'edit' })} />
      <RecordFacts point={point} tools={<PlaceTools point={point} />} />
      <HandoverSection
        point={point}
        onAnswer={(name, handover) => setAct({ form: 'act', act: name, handover })}
      />
      <SignalSection point={point} />
      {point.cycle > 0 && <SensitivityStrip scope={{ point: point.id }} kind={point.kind} />}
      {point.recurrences > 0 && <AttributionLink pointId={point.id} />}
      <AttachmentSection
        owner={{ kind: 'point', id: point.id, name: `${point.code}, ${point.officialName}` }}
        attachments={point.attachments}
        mayAdd={mayAttach && point.mergedInto === null && !point.removed}
      />
      <TimelineSection
        point={point}
        onCorrect={
          point.acts['correct'] === null ? (event) => setAct({ form: 'event', event }) : null
        }
        onAnnul={(event) => setAct({ form: 'annul', event })}
        onUndoBatch={(batchId) => setAct({ form: 'batch', batchId })}
        onReply={setReplyTo}
      />
      {act !== null && <ActDialogs point={point} open={act} onClose={() => setAct(null)} />}
      {replyTo !== null && (
        <ReplyForm point={point} cycle={replyTo} onClose={() => setReplyTo(null)} />
      )}
    </>
  );
}

/** Leads to the page that says who answers for each recurrence, and why. */
function AttributionLink({ pointId }: { pointId: number }) {
  const { attribution: own } = useText();
  return (
    <Box component="p" className={`${classes.way} ${shared.ruled}`} py="xs" px="md">
      <Link to="/attribution" search={{ point: pointId }}>
        {own.open}
      </Link>
    </Box>
  );
}

/** Reading starts at the name; closing leads back to where the reader came from. */
function useDrawerFocus(ready: boolean) {
  const container = useRef<HTMLDivElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(function returnFocus() {
    const before = document.activeElement;
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);
  useEffect(
    function focusName() {
      if (ready) heading.current?.focus({ preventScroll: true });
    },
    [ready],
  );
  return { container, heading };
}

/** The record as it was on a past evening: to read, with the way back to today. */
function PastRecord({ point, onToday }: { point: PointDetail; onToday: () => void }) {
  const { pointDrawer: own } = useText();
  const format = useFormat();
  return (
    <>
      <RecordHead point={point} />
      <Box pb="md" px="md">
        <Notice title={own.pastDay({ date: format.date(point.asOf ?? point.statusSince) })}>
          <p>{own.pastMore}</p>
          <Button size="xs" variant="default" mt={8} onClick={onToday}>
            {own.toToday}
          </Button>
        </Notice>
      </Box>
      <RecordFacts point={point} />
      <TimelineSection
        point={point}
        onCorrect={null}
        onAnnul={null}
        onUndoBatch={null}
        onReply={null}
      />
    </>
  );
}

/** Says that the entry is no more, or is shown under another one, and which ones are shown under this one. */
function MergedNotice({
  point,
  onOpen,
}: {
  point: PointDetail;
  onOpen: (pointId: number) => void;
}) {
  const { pointDrawer: own } = useText();
  const target = point.mergedInto;
  return (
    <>
      {point.removed && (
        <Box pb="md" px="md">
          <Notice title={own.removed}>
            <p>{own.removedMore}</p>
          </Notice>
        </Box>
      )}
      {target !== null && (
        <Box pb="md" px="md">
          <Notice title={own.mergedInto}>
            <p>{own.mergedIntoMore({ code: target.code })}</p>
            <Button size="xs" variant="default" mt={8} onClick={() => onOpen(target.id)}>
              {own.openOther({ code: target.code })}
            </Button>
          </Notice>
        </Box>
      )}
      {point.mergedFrom.length > 0 && (
        <section className={classes.block} aria-label={own.mergedFrom}>
          <h3>{own.mergedFrom}</h3>
          <ul>
            {point.mergedFrom.map((other) => (
              <li key={other.id} className={classes.other}>
                <span>
                  {other.code} · {other.officialName}
                </span>
                <Button
                  variant="subtle"
                  c="var(--db-accent)"
                  size="compact-sm"
                  onClick={() => onOpen(other.id)}
                >
                  {own.openOther({ code: other.code })}
                </Button>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

/** The record on paper: stands beside the page, unseen on the screen, and is printed instead of it. */
function RecordSheet({
  point,
  order,
  onPrinted,
}: {
  point: PointDetail;
  order: LoggedExport;
  onPrinted: () => void;
}) {
  return (
    <PrintedSheet sheet="record" className={classes.sheet} onPrinted={onPrinted}>
      <p className={shared.muted}>{point.code}</p>
      <h1>{point.officialName}</h1>
      <RecordHead point={point} />
      <RecordFacts point={point} />
      <HandoverSection point={point} onAnswer={null} />
      <SignalSection point={point} />
      <TimelineSection
        point={point}
        onCorrect={null}
        onAnnul={null}
        onUndoBatch={null}
        onReply={null}
      />
      <PaperMark {...order} />
    </PrintedSheet>
  );
}
