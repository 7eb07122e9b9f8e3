import { Loader, Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';

import { useText } from '#client/i18n/use-text.ts';
import type { PointDetail } from '#server/contract/point.ts';

import { CorrectionDialog } from './correction-dialog.tsx';
import { otherPointsQuery } from './other-points.ts';
import { sendMerge } from './send-correction.ts';
import { useCorrection } from './use-correction.ts';

const TYPING_MILLISECONDS = 250;

type MergeValues = { intoPointId: string | null };

/** Two entries of one place: this one is shown under the other from now on. */
export function MergeForm({ point, onClose }: { point: PointDetail; onClose: () => void }) {
  const { pointActs: own, register } = useText();
  const [words, setWords] = useState('');
  const [settled] = useDebouncedValue(words.trim(), TYPING_MILLISECONDS);
  const others = useQuery(otherPointsQuery(settled, point.id));
  const [chosen, setChosen] = useState<{ value: string; label: string } | null>(null);
  const correction = useCorrection<MergeValues>({
    point,
    initial: { intoPointId: null },
    validate: (values) => ({
      intoPointId: values.intoPointId === null ? own.mergeIntoMissing : null,
    }),
    send: (values, key) =>
      sendMerge(point, { ...values, intoPointId: Number(values.intoPointId) }, key),
    word: register.act.merge,
    onClose,
  });
  const found = (others.data ?? []).map((other) => ({
    value: String(other.id),
    label: `${other.code} · ${other.officialName}`,
  }));
  // What has been chosen stays an option after the words have changed.
  const options =
    chosen === null || found.some(({ value }) => value === chosen.value)
      ? found
      : [chosen, ...found];
  const { onChange, ...field } = correction.form.getInputProps('intoPointId');
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
      <Select
        label={own.mergeInto}
        placeholder={own.mergeIntoPlaceholder}
        withAsterisk
        searchable
        data={options}
        // The server has searched, by names and aliases that the label does not show.
        filter={({ options: all }) => all}
        onSearchChange={setWords}
        nothingFoundMessage={settled === '' || others.isFetching ? null : own.mergeNoneFound}
        rightSection={others.isFetching ? <Loader size={16} /> : undefined}
        {...field}
        onChange={(value, option) => {
          setChosen(value === null ? null : option);
          onChange(value);
        }}
      />
    </CorrectionDialog>
  );
}
