import { Button, Checkbox, Group } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState } from 'react';

import { fieldErrors } from '#client/api/describe-error.ts';
import { ErrorNotice } from '#client/api/error-notice.tsx';
import { NO_SOURCE, SourceFields } from '#client/forms/source-fields.tsx';
import { useFormat, useLanguage, useText } from '#client/i18n/use-text.ts';
import { DateField } from '#client/ui/date-field.tsx';
import { Notice } from '#client/ui/notice.tsx';
import type { BoundaryPreview, BoundarySet } from '#server/contract/boundary.ts';
import type { IsoDate } from '#server/contract/time.ts';

import { obstacleOf } from './area-measures.ts';
import classes from './boundaries.module.css';
import { ImportConfirm } from './import-confirm.tsx';
import { useImportBoundaries, type BoundaryOrder, type ReadOptions } from './queries.ts';

const SHORTEST_SOURCE = 2;

/** Form for the source of the file, with the two ways to go on: preview and import. */
export function ImportForm({
  file,
  preview,
  options,
  reading,
  inForce,
  onOptions,
  onImported,
}: {
  file: File;
  preview: BoundaryPreview;
  options: ReadOptions;
  reading: boolean;
  inForce: BoundarySet | null;
  onOptions: (options: ReadOptions) => void;
  onImported: (set: BoundarySet) => void;
}) {
  const text = useText();
  const { boundaries } = text;
  const { language } = useLanguage();
  const run = useImportBoundaries();
  const [asking, setAsking] = useState(false);
  const [allowPartial, setAllowPartial] = useState(false);
  const form = useForm({
    initialValues: { ...NO_SOURCE, validFrom: null as IsoDate | null },
    validate: {
      source: (source) =>
        source.trim().length < SHORTEST_SOURCE ? boundaries.sourceMissing : null,
    },
  });
  const { report } = preview;
  const obstacle = obstacleOf(report, allowPartial);
  const order = (dryRun: boolean): BoundaryOrder => ({
    ...form.values,
    file,
    options,
    allowPartial,
    dryRun,
  });
  const start = (dryRun: boolean) =>
    run.mutate(order(dryRun), {
      onSuccess: ({ set }) => {
        if (!dryRun) onImported(set);
      },
      onError: (error) => {
        setAsking(false);
        form.setErrors(fieldErrors(error, language));
      },
    });
  const disagreeing = report.conflicts.some(({ reason }) => reason !== 'duplicate');
  return (
    <form
      className={classes.stack}
      noValidate
      onSubmit={form.onSubmit(() => {
        run.reset();
        setAsking(true);
      })}
    >
      <h3>{boundaries.describe}</h3>
      {disagreeing && (
        <Checkbox
          label={boundaries.acceptConflicts}
          description={boundaries.conflictsMore}
          checked={options.acceptConflicts}
          onChange={({ currentTarget: { checked } }) =>
            onOptions({ ...options, acceptConflicts: checked })
          }
        />
      )}
      {report.missing.length > 0 && (
        <Checkbox
          label={boundaries.allowPartial}
          checked={allowPartial}
          onChange={({ currentTarget: { checked } }) => setAllowPartial(checked)}
        />
      )}
      <div className={classes.fields}>
        <SourceFields field={form.getInputProps} />
        <DateField
          label={boundaries.validFrom}
          description={boundaries.validFromHint}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          clearable
          clearButtonProps={{ 'aria-label': text.common.clear }}
          {...form.getInputProps('validFrom')}
        />
      </div>
      {!asking && <ErrorNotice error={run.error} />}
      {run.data?.dryRun === true && <DryRunResult set={run.data.set} />}
      {obstacle !== null && (
        <Notice>{obstacle === 'missing' ? boundaries.needsPartial : boundaries.needsUnique}</Notice>
      )}
      <Group gap={8}>
        <Button type="submit" disabled={obstacle !== null || reading || run.isPending}>
          {boundaries.importIt}
        </Button>
        <Button
          variant="default"
          disabled={reading}
          loading={run.isPending && !asking}
          onClick={() => {
            if (!form.validate().hasErrors) start(true);
          }}
        >
          {boundaries.dryRun}
        </Button>
      </Group>
      {asking && (
        <ImportConfirm
          order={order(false)}
          report={report}
          inForce={inForce}
          pending={run.isPending}
          error={run.error}
          onConfirm={() => start(false)}
          onClose={() => setAsking(false)}
        />
      )}
    </form>
  );
}

function DryRunResult({ set: { report } }: { set: BoundarySet }) {
  const { boundaries } = useText();
  const format = useFormat();
  return (
    <Notice kind="good" title={boundaries.dryRunDone}>
      {report !== null &&
        boundaries.dryRunMore({
          matched: format.number(report.matched.total, 0),
          changed: format.number(report.points.leadChanged, 0),
          uncertain: format.number(report.points.uncertain, 0),
        })}
    </Notice>
  );
}
