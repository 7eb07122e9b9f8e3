import { useQuery } from '@tanstack/react-query';

import { call } from '#client/api/call.ts';
import { api } from '#client/api/client.ts';
import type { NamedRow } from '#client/forms/entered-values.ts';
import { futureDay } from '#client/forms/entered-values.ts';
import { NeighbourList } from '#client/forms/neighbour-list.tsx';
import classes from '#client/forms/neighbour-list.module.css';
import { OtherPointField } from '#client/forms/other-point-field.tsx';
import { useWrite } from '#client/forms/use-write.ts';
import { useText } from '#client/i18n/use-text.ts';
import { neighboursOfPointQuery } from '#client/register/neighbour-queries.ts';
import { MergeBody } from '#server/contract/life-cycle.ts';
import type { PointDetail } from '#server/contract/point.ts';

import { afterCorrection, emptyCorrection } from './correction.ts';
import { CorrectionDialog } from './correction-dialog.tsx';
import { MergeComparison } from './merge-comparison.tsx';

/** Two entries of one place: this one is shown under the other from now on. */
export function MergeForm({ point, onClose }: { point: PointDetail; onClose: () => void }) {
  const text = useText();
  const { pointActs: own, neighbours: around, register } = text;
  const near = useQuery(neighboursOfPointQuery(point.id)).data?.items;
  const write = useWrite({
    initial: { ...emptyCorrection(), intoPointId: null as NamedRow | null },
    schema: MergeBody,
    body: (values) => ({
      ...values,
      version: point.version,
      intoPointId: values.intoPointId?.id ?? null,
    }),
    words: { intoPointId: own.mergeIntoMissing },
    check: (values) => futureDay(values, text),
    send: (json, once) =>
      call(api.points[':id'].merge.$post({ param: { id: String(point.id) }, json }, once)),
    propose: (body) => ({ kind: 'merge', pointId: point.id, act: body }),
    ...afterCorrection(point, { act: register.act.merge, text, onClose }),
  });
  const chosen = write.values.intoPointId;
  const field = write.field('intoPointId');
  return (
    <CorrectionDialog
      title={register.act.merge}
      lead={own.mergeMore}
      confirm={register.act.merge}
      labels={{ day: own.effectiveOn, document: own.documentNumber, reason: own.mergeReason }}
      point={point}
      changes={chosen === null ? [] : [{ label: own.mergeInto, value: chosen.label }]}
      write={write}
      onClose={onClose}
    >
      {near !== undefined && (
        <section className={`${classes.offer} ${classes.plain}`} aria-label={around.mergeTitle}>
          <h3>{around.mergeTitle}</h3>
          {near.length === 0 && <p className={classes.small}>{around.mergeNone}</p>}
          <NeighbourList
            items={near}
            act={{ label: around.choose, named: (code) => around.chooseNamed({ code }) }}
            chosenId={chosen?.id ?? 0}
            onChoose={({ point: { id, code, officialName } }) =>
              field.onChange({ id, label: `${code} · ${officialName}` })
            }
          />
        </section>
      )}
      <OtherPointField
        label={own.mergeInto}
        required
        exceptId={point.id}
        chosen={chosen}
        error={field.error}
        onChoose={field.onChange}
      />
      {chosen !== null && <MergeComparison point={point} otherId={chosen.id} neighbours={near} />}
    </CorrectionDialog>
  );
}
