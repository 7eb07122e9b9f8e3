import { useText } from '#client/i18n/use-text.ts';
import type { PointDetail } from '#server/contract/point.ts';

import type { NamedRow } from '#client/forms/entered-values.ts';
import { CorrectionDialog } from './correction-dialog.tsx';
import { OtherPointField } from '#client/forms/other-point-field.tsx';
import { sendMerge } from './send-correction.ts';
import { useCorrection } from './use-correction.ts';

type MergeValues = { intoPointId: NamedRow | null };

/** Two entries of one place: this one is shown under the other from now on. */
export function MergeForm({ point, onClose }: { point: PointDetail; onClose: () => void }) {
  const { pointActs: own, register } = useText();
  const correction = useCorrection<MergeValues>({
    point,
    initial: { intoPointId: null },
    validate: (values) => ({
      intoPointId: values.intoPointId === null ? own.mergeIntoMissing : null,
    }),
    send: (values, key) =>
      sendMerge(point, { ...values, intoPointId: values.intoPointId?.id ?? 0 }, key),
    word: register.act.merge,
    onClose,
  });
  const { form } = correction;
  const chosen = form.getValues().intoPointId;
  return (
    <CorrectionDialog
      title={register.act.merge}
      lead={own.mergeMore}
      confirm={register.act.merge}
      labels={{ day: own.effectiveOn, document: own.documentNumber, reason: own.mergeReason }}
      point={point}
      changes={chosen === null ? [] : [{ label: own.mergeInto, value: chosen.label }]}
      correction={correction}
      onClose={onClose}
    >
      <OtherPointField
        label={own.mergeInto}
        required
        exceptId={point.id}
        chosen={chosen}
        error={form.errors['intoPointId']}
        onChoose={form.getInputProps('intoPointId').onChange}
      />
    </CorrectionDialog>
  );
}
