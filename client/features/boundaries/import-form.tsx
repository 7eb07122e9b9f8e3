import { Button, Checkbox, Group, SimpleGrid } from '@mantine/core';
import { useState } from 'react';

import { call } from '#client/api/call.ts';
import { api } from '#client/api/client.ts';
import { ErrorNotice } from '#client/api/error-notice.tsx';
import { BELOW } from '#client/forms/base-fields.tsx';
import { Form } from '#client/forms/form.tsx';
import { NO_SOURCE, SourceFields } from '#client/forms/source-fields.tsx';
import { useWrite } from '#client/forms/use-write.ts';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import { DateField } from '#client/ui/date-field.tsx';
import { Notice } from '#client/ui/notice.tsx';
import { ConfirmRecord, type RecordLine } from '#client/ui/record-preview.tsx';
import {
  BoundaryImportForm,
  type BoundaryPreview,
  type BoundaryReport,
  type BoundarySet,
} from '#server/contract/boundary.ts';
import type { IsoDate } from '#server/contract/time.ts';
import shared from '#client/ui/shared.module.css';

import { obstacleOf } from './area-measures.ts';
import classes from './boundaries.module.css';
import { importForm, refreshBorders, type ImportValues, type ReadOptions } from './queries.ts';

/** Brings a file into force, or only tries it. */
function useImport(
  file: File,
  options: ReadOptions,
  told: {
    onTried: (set: BoundarySet) => void;
    onImported: (set: BoundarySet) => void;
    onRefused: () => void;
  },
) {
  const { boundaries } = useText();
  const formOf = (values: ImportValues) => importForm(file, options, values);
  return useWrite({
    draft: 'boundary file',
    initial: {
      ...NO_SOURCE,
      validFrom: null as IsoDate | null,
      allowPartial: false,
      dryRun: true,
    },
    schema: BoundaryImportForm,
    body: formOf,
    words: { source: boundaries.sourceMissing },
    send: (_, once, values) => call(api.boundaries.$post({ form: formOf(values) }, once)),
    keep: (client, { dryRun }) => (dryRun ? undefined : refreshBorders(client)),
    onDone: ({ dryRun, set }) => (dryRun ? told.onTried(set) : told.onImported(set)),
    onRefused: told.onRefused,
  });
}

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
  const { boundaries } = useText();
  const { write, asking, setAsking, tried, start } = useTryOrImport(file, options, onImported);
  const { form, values } = write;
  const { report } = preview;
  const obstacle = obstacleOf(report, values.allowPartial);
  return (
    <Form
      className={classes.stack}
      {...write.formProps}
      onSubmit={form.onSubmit(() => setAsking(true))}
    >
      <h3>{boundaries.describe}</h3>
      <Consents report={report} options={options} onOptions={onOptions} write={write} />
      <OriginFields write={write} />
      {!asking && <ErrorNotice error={write.error} />}
      {tried !== null && <DryRunResult set={tried} />}
      {obstacle !== null && (
        <Notice>{obstacle === 'missing' ? boundaries.needsPartial : boundaries.needsUnique}</Notice>
      )}
      <ImportButtons
        blocked={obstacle !== null || reading || write.pending}
        reading={reading}
        trying={write.pending && !asking}
        onTry={() => start(true)}
      />
      {asking && (
        <ImportConfirm
          file={file}
          values={values}
          report={report}
          inForce={inForce}
          pending={write.pending}
          error={write.error}
          onConfirm={() => start(false)}
          onClose={() => setAsking(false)}
        />
      )}
    </Form>
  );
}

/** The two ways to write a file: tried at once, or brought into force after `asking`. */
function useTryOrImport(file: File, options: ReadOptions, onImported: (set: BoundarySet) => void) {
  const [asking, setAsking] = useState(false);
  const [tried, setTried] = useState<BoundarySet | null>(null);
  const write = useImport(file, options, {
    onTried: setTried,
    onImported,
    onRefused: () => setAsking(false),
  });
  const start = (dryRun: boolean) => {
    setTried(null);
    write.form.setFieldValue('dryRun', dryRun);
    write.press();
  };
  return { write, asking, setAsking, tried, start };
}

/** Source of the file, and the day from which its areas are in force. */
function OriginFields({ write }: { write: ReturnType<typeof useImport> }) {
  const { boundaries, common } = useText();
  return (
    <SimpleGrid className={shared.tops} minColWidth="min(100%, 280px)" spacing="md">
      <SourceFields field={write.field} hint={boundaries.sourceHint} />
      <DateField
        label={boundaries.validFrom}
        description={boundaries.validFromHint}
        inputWrapperOrder={BELOW}
        clearable
        clearButtonProps={{ 'aria-label': common.clear }}
        {...write.field('validFrom')}
      />
    </SimpleGrid>
  );
}

/** Import and preview; none works while the file is being read again. */
function ImportButtons({
  blocked,
  reading,
  trying,
  onTry,
}: {
  blocked: boolean;
  reading: boolean;
  trying: boolean;
  onTry: () => void;
}) {
  const { boundaries } = useText();
  return (
    <Group gap={8}>
      <Button type="submit" disabled={blocked}>
        {boundaries.importIt}
      </Button>
      <Button variant="default" disabled={reading} loading={trying} onClick={onTry}>
        {boundaries.dryRun}
      </Button>
    </Group>
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

/** Agreements that a person gives before the file can be imported. */
function Consents({
  report,
  options,
  onOptions,
  write,
}: {
  report: BoundaryReport;
  options: ReadOptions;
  onOptions: (options: ReadOptions) => void;
  write: ReturnType<typeof useImport>;
}) {
  const { boundaries } = useText();
  const disagreeing = report.conflicts.some(({ reason }) => reason !== 'duplicate');
  return (
    <>
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
          {...write.form.getInputProps('allowPartial', { type: 'checkbox' })}
        />
      )}
    </>
  );
}

type Subject = {
  file: File;
  values: ImportValues;
  report: BoundaryReport;
  inForce: BoundarySet | null;
};

/** Confirmation of an import: the data that it will record and replace. */
function ImportConfirm({
  pending,
  error,
  onConfirm,
  onClose,
  ...subject
}: Subject & {
  pending: boolean;
  error: unknown;
  onConfirm: () => void;
  onClose: () => void;
}) {
  const { boundaries } = useText();
  const lines = useLines(subject);
  return (
    <ConfirmRecord
      opened
      title={boundaries.importTitle}
      lines={lines}
      confirm={boundaries.importIt}
      pending={pending}
      notice={
        <>
          <output>{pending ? boundaries.importing : ''}</output>
          <ErrorNotice error={error} />
        </>
      }
      onConfirm={onConfirm}
      onClose={onClose}
    />
  );
}

function useLines({ file, values, report, inForce }: Subject): RecordLine[] {
  const { boundaries } = useText();
  const format = useFormat();
  const date = (value: string | null) => (value === null ? boundaries.none : format.date(value));
  return [
    { label: boundaries.file, value: file.name },
    { label: boundaries.source, value: values.source.trim() },
    { label: boundaries.sourceDate, value: date(values.sourceDate) },
    { label: boundaries.licence, value: values.licence.trim() || boundaries.none },
    {
      label: boundaries.validFrom,
      value: values.validFrom === null ? boundaries.validFromDefault : date(values.validFrom),
    },
    {
      label: boundaries.matched,
      value: boundaries.matchedOf({
        matched: format.number(report.matched.total, 0),
        expected: format.number(report.expected, 0),
      }),
    },
    { label: boundaries.recordReplaces, value: inForce?.source ?? boundaries.none },
    {
      label: boundaries.recordPoints,
      value: boundaries.recordPointsMore({
        changed: format.number(report.points.leadChanged, 0),
      }),
    },
    { label: boundaries.recordBack, value: boundaries.recordBackMore },
  ];
}
