import { Button } from '@mantine/core';

import { call } from '#client/api/call.ts';
import { api } from '#client/api/client.ts';
import { useCan } from '#client/api/me.ts';
import { LateEntryLine } from '#client/forms/late-entry.tsx';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import { EmptyLine } from '#client/ui/empty-line.tsx';
import type { Inspection } from '#server/contract/inspection.ts';
import type { LateEntry } from '#server/contract/late-entry.ts';

import classes from './inspection-objects.module.css';
import { OBJECTS_KEY } from './queries.ts';

/** Visits, latest first; what was withdrawn stays readable. */
export function VisitHistory({
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
      <ol className={classes.list}>
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
            <span className={classes.small}>
              {visit.documentNumber !== null && `${visit.documentNumber} · `}
              {own.by({ name: visit.recordedBy })}
            </span>
            {visit.withdrawnReason !== null && (
              <span className={classes.small}>
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
      </ol>
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
