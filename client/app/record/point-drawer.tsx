import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useCallback, useEffect, useRef, useState } from 'react';

import { ErrorNotice } from '#client/api/error-notice.tsx';
import { useCan } from '#client/api/me.ts';
import { AttachmentSection } from '#client/attachments/attachment-section.tsx';
import { ActSection, type OpenAct } from '#client/features/life-cycle/act-section.tsx';

import { ActDialogs } from './act-dialogs.tsx';

import { useView } from '#client/app/map/use-view.ts';
import { ReplyForm } from '#client/features/replies/reply-form.tsx';
import { SensitivityStrip } from '#client/register/sensitivity-strip.tsx';
import { useText, useFormat } from '#client/i18n/use-text.ts';
import { LoadingRows } from '#client/ui/loading-rows.tsx';
import type { PointDetail } from '#server/contract/point.ts';
import { HandoverSection } from '#client/features/handovers/handover-section.tsx';

import { MergedNotice } from './merged-notice.tsx';
import { PlaceTools } from './place-tools.tsx';
import classes from './point-drawer.module.css';

import { ExportDialog } from '#client/forms/export-dialog.tsx';
import type { LoggedExport } from '#client/forms/use-export.ts';
import { pointQuery } from '#client/register/record-queries.ts';
import { Notice } from '#client/ui/notice.tsx';

import { RecordFacts } from './record-facts.tsx';
import { RecordHead } from './record-head.tsx';
import { RecordSheet } from './record-sheet.tsx';
import { RecordTools } from './record-tools.tsx';
import { SignalSection } from './signal-section.tsx';
import { TimelineSection } from './timeline-section.tsx';

import { useEscape } from '#client/ui/use-escape.ts';

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
  useEscape(container, onClose);

  return (
    <div ref={container} className={classes.drawer}>
      <div className={classes.bar}>
        <span className={classes.code}>{point?.code ?? text.pointDrawer.title}</span>
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
        <div className={classes.failed}>
          <ErrorNotice error={record.error} onRetry={() => void record.refetch()} />
        </div>
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
    </div>
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
    <p className={classes.way}>
      <Link to="/attribution" search={{ point: pointId }}>
        {own.open}
      </Link>
    </p>
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
      <div className={classes.notice}>
        <Notice title={own.pastDay({ date: format.date(point.asOf ?? point.statusSince) })}>
          <p>{own.pastMore}</p>
          <Button size="xs" variant="default" mt={8} onClick={onToday}>
            {own.toToday}
          </Button>
        </Notice>
      </div>
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
