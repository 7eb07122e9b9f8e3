import { NumberInput, Select, Switch, TextInput } from '@mantine/core';
import { useState } from 'react';

import { communeName } from '#client/i18n/commune-name.ts';
import { today } from '#client/i18n/today.ts';
import { useText } from '#client/i18n/use-text.ts';
import { DateField } from '#client/ui/date-field.tsx';
import { PREVENTION_CONTENTS, type PreventionModel } from '#server/contract/prevention-model.ts';

import { ActFrame } from './act-frame.tsx';
import { useRecordContent } from './queries.ts';

/** Says that a content runs in a commune from a day on, or no longer; counts of businesses, never of persons. */
export function ContentDialog({ model, onClose }: { model: PreventionModel; onClose: () => void }) {
  const text = useText();
  const own = text.plans;
  const record = useRecordContent();
  const [tried, setTried] = useState(false);
  const [commune, setCommune] = useState<string | null>(model.communes[0]?.commune.code ?? null);
  const [content, setContent] = useState(1);
  const [runs, setRuns] = useState(true);
  const [effectiveOn, setEffectiveOn] = useState<string | null>(today());
  const [documentNumber, setDocumentNumber] = useState('');
  const [businesses, setBusinesses] = useState<number | string>('');
  const counts = content === 3 || content === 4;
  function submit() {
    setTried(true);
    if (commune === null || effectiveOn === null || documentNumber.trim().length < 2) return;
    record.mutate(
      {
        commune,
        content,
        runs,
        effectiveOn,
        documentNumber: documentNumber.trim(),
        businesses: counts && typeof businesses === 'number' ? businesses : null,
      },
      { onSuccess: onClose },
    );
  }
  return (
    <ActFrame
      title={own.recordContent}
      lead={own.recordLead}
      confirm={text.common.save}
      pending={record.isPending}
      error={record.error}
      onSubmit={submit}
      onClose={onClose}
    >
      <Select
        label={own.commune}
        searchable
        allowDeselect={false}
        value={commune}
        data={model.communes.map((one) => ({
          value: one.commune.code,
          label: communeName(one.commune, text),
        }))}
        onChange={setCommune}
      />
      <Select
        label={own.contentLabel}
        allowDeselect={false}
        value={String(content)}
        data={PREVENTION_CONTENTS.map((one) => ({ value: String(one), label: own.content[one] }))}
        onChange={(chosen) => setContent(Number(chosen ?? 1))}
      />
      <Switch
        label={own.runs}
        checked={runs}
        onChange={(event) => setRuns(event.currentTarget.checked)}
      />
      <DateField
        label={own.fromDay}
        withAsterisk
        maxDate={today()}
        value={effectiveOn}
        onChange={setEffectiveOn}
      />
      <TextInput
        label={own.document}
        withAsterisk
        maxLength={60}
        value={documentNumber}
        error={tried && documentNumber.trim().length < 2 ? own.numberMissing : null}
        onChange={(event) => setDocumentNumber(event.currentTarget.value)}
      />
      {counts && (
        <NumberInput
          label={own.businessCount}
          description={own.businessCountMore}
          min={0}
          allowDecimal={false}
          value={businesses}
          onChange={setBusinesses}
        />
      )}
    </ActFrame>
  );
}
