import { Select } from '@mantine/core';

import type { LineWords } from '#client/forms/base-lines.ts';
import type { Write } from '#client/forms/use-write.ts';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import type { RecordLine } from '#client/ui/record-preview.tsx';
import type { PointDetail } from '#server/contract/point.ts';
import type { Signal } from '#server/contract/signal.ts';

import { decidableSignals } from '#client/features/life-cycle/act-choices.ts';

const NO_SIGNAL = 'none';

/** Gives the signal that is usually decided on: the latest one. */
export function firstSignal(point: PointDetail): number | null {
  return decidableSignals(point)[0]?.id ?? null;
}

export function chosenSignal(
  point: PointDetail,
  { signal }: { signal: number | null },
): Signal | undefined {
  return point.signals.find(({ id }) => id === signal);
}

export function signalLines(signal: Signal | undefined, { text, format }: LineWords): RecordLine[] {
  if (signal === undefined) return [];
  const { lines, signalLine } = text.pointActs;
  const origin = text.pointDrawer.signalOrigin[signal.origin];
  return [
    { label: lines.signal, value: signalLine({ date: format.date(signal.occurredOn), origin }) },
  ];
}

/** The signals on which the reader may decide. */
export function SignalField({
  field,
  point,
  orNone = false,
}: Pick<Write, 'field'> & {
  point: PointDetail;
  /** The act may rest on no recorded signal. */
  orNone?: boolean;
}) {
  const { pointActs: text, pointDrawer } = useText();
  const format = useFormat();
  const signals = decidableSignals(point);
  if (signals.length === 0) return null;
  const { value, onChange, ...rest } = field('signal');
  return (
    <Select
      label={text.signal}
      allowDeselect={false}
      data={[
        ...signals.map((signal) => ({
          value: String(signal.id),
          label: text.signalLine({
            date: format.date(signal.occurredOn),
            origin: pointDrawer.signalOrigin[signal.origin],
          }),
        })),
        ...(orNone ? [{ value: NO_SIGNAL, label: text.signalNone }] : []),
      ]}
      value={value === null ? NO_SIGNAL : String(value)}
      onChange={(chosen) => onChange(chosen === NO_SIGNAL ? null : Number(chosen))}
      {...rest}
    />
  );
}
