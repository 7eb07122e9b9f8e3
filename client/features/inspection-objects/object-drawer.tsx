import { Button, Flex } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';

import { call } from '#client/api/call.ts';
import { api } from '#client/api/client.ts';
import { ErrorNotice } from '#client/api/error-notice.tsx';
import { useCan } from '#client/api/me.ts';
import { categoriesQuery } from '#client/api/points.ts';
import { LateEntryLine } from '#client/forms/late-entry.tsx';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import { OpenedElsewhere } from '#client/register/opened-elsewhere.tsx';
import { EmptyLine } from '#client/ui/empty-line.tsx';
import { FactList } from '#client/ui/fact-list.tsx';
import { LoadingRows } from '#client/ui/loading-rows.tsx';
import { Drawer } from '#client/ui/modal.tsx';
import type { InspectionObjectDetail } from '#server/contract/inspection-object.ts';
import type { Inspection } from '#server/contract/inspection.ts';
import type { LateEntry } from '#server/contract/late-entry.ts';

import classes from './inspection-objects.module.css';
import { ObjectDialog } from './object-dialog.tsx';
import { Needs } from './object-list.tsx';
import { objectQuery, OBJECTS_KEY } from './queries.ts';
import { CloseDialog, ReopenDialog, WithdrawDialog } from './reason-dialogs.tsx';
import shared from '#client/ui/shared.module.css';
import { VisitDialog } from './visit-dialog.tsx';

type Open =
  | { what: 'change' | 'record' | 'close' | 'reopen' }
  | { what: 'withdraw'; inspection: Inspection }
  | null;

/** One business beside the list: what is known, what may be done, and the visits so far. */
export function ObjectDrawer({ id, onClose }: { id: number; onClose: () => void }) {
  const text = useText();
  const phone = useMediaQuery('(max-width: 47.99em)', undefined, {
    getInitialValueInEffect: false,
  });
  const object = useQuery(objectQuery(id));
  return (
    <Drawer
      opened
      position="right"
      size={phone ? '100%' : 460}
      title={object.data?.name ?? text.inspections.title}
      closeButtonProps={{ 'aria-label': text.common.close, size: 44 }}
      onClose={onClose}
    >
      <ErrorNotice error={object.error} onRetry={() => void object.refetch()} />
      {object.isPending && <LoadingRows rows={6} />}
      {object.data !== undefined && <Record object={object.data} />}
    </Drawer>
  );
}

function Record({ object }: { object: InspectionObjectDetail }) {
  const { inspections: own } = useText();
  const keeps = useCan('inspection_objects:manage');
  const records = useCan('inspections:record');
  const [open, setOpen] = useState<Open>(null);
  const close = () => setOpen(null);
  return (
    <div className={classes.form}>
      <OpenedElsewhere kind="business" id={object.id} />
      <Needs object={object} />
      <Facts object={object} />
      <div className={classes.acts}>
        {records && object.state === 'open' && (
          <Button onClick={() => setOpen({ what: 'record' })}>{own.record}</Button>
        )}
        {keeps && (
          <Button variant="default" onClick={() => setOpen({ what: 'change' })}>
            {own.change}
          </Button>
        )}
        {keeps && (
          <Button
            variant="default"
            onClick={() => setOpen({ what: object.state === 'open' ? 'close' : 'reopen' })}
          >
            {object.state === 'open' ? own.close : own.reopen}
          </Button>
        )}
      </div>
      <VisitHistory
        objectId={object.id}
        inspections={object.inspections}
        onWithdraw={(inspection) => setOpen({ what: 'withdraw', inspection })}
      />
      {open?.what === 'change' && <ObjectDialog object={object} onSaved={close} onClose={close} />}
      {open?.what === 'record' && <VisitDialog object={object} onClose={close} />}
      {open?.what === 'close' && <CloseDialog object={object} onClose={close} />}
      {open?.what === 'reopen' && <ReopenDialog object={object} onClose={close} />}
      {open?.what === 'withdraw' && (
        <WithdrawDialog object={object} inspection={open.inspection} onClose={close} />
      )}
    </div>
  );
}

function Facts({ object }: { object: InspectionObjectDetail }) {
  const { inspections: own } = useText();
  const format = useFormat();
  const category = useQuery(categoriesQuery).data?.items.find(
    ({ code }) => code === object.category,
  );
  const facts = [
    [own.code, object.code],
    [own.category, category?.name ?? object.category],
    [own.address, object.address],
    [own.commune, object.communeName],
    [own.coordinates, format.coordinates(object.position)],
    [own.stateReason[object.state], object.stateReason],
  ] as const;
  return <FactList className={classes.facts} facts={facts} />;
}

/** Visits, latest first; what was withdrawn stays readable. */
function VisitHistory({
  objectId,
  inspections,
  onWithdraw,
}: {
  objectId: number;
  inspections: readonly Inspection[];
  onWithdraw: (inspection: Inspection) => void;
}) {
  const { inspections: own } = useText();
  const format = useFormat();
  const records = useCan('inspections:record');
  return (
    <section aria-labelledby="visit-history">
      <h3 id="visit-history">{own.history}</h3>
      {inspections.length === 0 && <EmptyLine title={own.never} next="visits" />}
      <Flex component="ol" direction="column" gap="xs">
        {inspections.map((visit) => (
          <li
            key={visit.id}
            className={classes.visit}
            data-withdrawn={visit.withdrawnReason !== null}
          >
            <strong>
              {format.date(visit.inspectedOn)} · {own.kind[visit.kind]}
            </strong>
            <span>{own.result[visit.result]}</span>
            {visit.obstacle !== null && <span>{visit.obstacle}</span>}
            {visit.note !== null && <span>{visit.note}</span>}
            {visit.late !== null && (
              <VisitPaper visit={visit} late={visit.late} objectId={objectId} />
            )}
            <span className={shared.aside}>
              {visit.documentNumber !== null && `${visit.documentNumber} · `}
              {own.by({ name: visit.recordedBy })}
            </span>
            {visit.withdrawnReason !== null && (
              <span className={shared.aside}>
                {own.withdrawn({ reason: visit.withdrawnReason })}
              </span>
            )}
            {records && visit.own && visit.withdrawnReason === null && (
              <Button
                variant="subtle"
                size="compact-sm"
                className={classes.smallAct}
                onClick={() => onWithdraw(visit)}
              >
                {own.withdraw}
              </Button>
            )}
          </li>
        ))}
      </Flex>
    </section>
  );
}

/** By how many days a visit was entered late, and what a second person found of its paper. */
function VisitPaper({
  visit,
  late,
  objectId,
}: {
  visit: Inspection;
  late: LateEntry;
  objectId: number;
}) {
  const { inspections: own } = useText();
  const format = useFormat();
  const param = { id: String(objectId) };
  return (
    <LateEntryLine
      draft={`of visit ${visit.id}`}
      late={late}
      documentNumber={visit.documentNumber}
      title={`${own.kind[visit.kind]}, ${format.date(visit.inspectedOn)}`}
      send={(review, once) => {
        const json = { ...review, inspectionId: visit.id };
        return call(api['inspection-objects'][':id'].papers.$post({ param, json }, once));
      }}
      refresh={[OBJECTS_KEY]}
    />
  );
}
