import { NativeSelect, Button, Group, Modal } from '@mantine/core';
import { useBlocker } from '@tanstack/react-router';
import type { ReactNode } from 'react';

import { ErrorNotice } from '#client/api/error-notice.tsx';
import { ApiProblem } from '#client/api/problem.ts';
import { BELOW } from '#client/forms/base-fields.tsx';
import { systemChoices } from '#client/forms/source-systems.ts';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import { LoadingRows } from '#client/ui/loading-rows.tsx';
import { Page, Section } from '#client/ui/page.tsx';
import type { SystemSuggestion } from '#server/contract/boundary.ts';
import { isMapFormat } from '#server/contract/table-format.ts';

import { CheckStep } from './check-step.tsx';
import { FileStep } from './file-step.tsx';
import { type ImportTarget, ImportTargetProvider, useImportText } from './import-target.ts';
import { MappingStep } from './mapping-step.tsx';
import { RunProgress } from './run-progress.tsx';
import { RunResult } from './run-result.tsx';
import { useImportFile, type ImportFileState } from './use-import-file.ts';
import { useImportRun, type ImportRunState } from './use-import-run.ts';
import { WriteStep } from './write-step.tsx';

/** A table into a register: read, matched, checked, and written only when asked. */
export function ImportScreen({ target, ...around }: { target: ImportTarget } & Around) {
  return (
    <ImportTargetProvider value={target}>
      <Import {...around} />
    </ImportTargetProvider>
  );
}

/** `before` stands over the choice of a file while nothing is being written, `history` below while no file is open. */
type Around = { before?: ReactNode; history?: ReactNode };

function Import({ before, history }: Around) {
  const text = useImportText();
  const state = useImportFile();
  const importing = useImportRun();
  const { run } = importing;
  const choose = (file: File) => {
    importing.reset();
    state.choose(file);
  };
  return (
    <Page title={text.imports.title} lead={text.imports.lead}>
      {run.phase !== 'running' && before}
      <FileStep
        file={state.chosen?.file ?? null}
        preview={state.preview}
        disabled={run.phase === 'running'}
        onFile={choose}
      />
      {run.phase !== 'running' && state.layers.length > 0 && (
        <LayerChoice layers={state.layers} layer={state.layer} onChoose={state.chooseLayer} />
      )}
      {run.phase !== 'running' && asksForSystem(state) && (
        <SystemChoice
          suggestions={state.systems}
          srid={state.sourceSrid}
          onChoose={state.chooseSystem}
        />
      )}
      {run.phase === 'running' && (
        <>
          <LeaveGuard />
          <RunProgress progress={run.progress} stopping={run.stopping} onStop={importing.stop} />
        </>
      )}
      {run.phase === 'done' && (
        <RunResult
          result={run.result}
          source={sourceOf(state)}
          onOther={() => {
            importing.reset();
            state.clear();
          }}
        />
      )}
      {run.phase !== 'running' && run.phase !== 'done' && (
        <Steps state={state} importing={importing} />
      )}
      {(run.phase === 'done' || (run.phase !== 'running' && state.chosen === null)) && history}
    </Page>
  );
}

/** True for map files: they may say nothing of their coordinate system, or not the truth. */
function asksForSystem({ preview, error }: ImportFileState): boolean {
  if (error !== null) return error instanceof ApiProblem && error.code === 'import.crs_unknown';
  return preview !== null && isMapFormat(preview.format);
}

/** The open file with the answers about it; null where none is open. */
function sourceOf(state: ImportFileState) {
  const { chosen, layer, sourceSrid, mapping, choices, duplicates } = state;
  const answers = { layer, sourceSrid, mapping, choices, duplicates };
  return chosen === null ? null : { file: chosen.file, answers };
}

function Steps({ state, importing }: { state: ImportFileState; importing: ImportRunState }) {
  const text = useImportText();
  const { preview, mapping, choices, duplicates, offers, checking, edit, decide } = state;
  const { error, retry } = state;
  if (error !== null) return <ErrorNotice error={error} onRetry={retry} />;
  const source = sourceOf(state);
  if (source === null) return null;
  if (preview === null || mapping === null) {
    return (
      <Section title={text.imports.reading}>
        <LoadingRows rows={4} />
      </Section>
    );
  }
  return (
    <>
      <MappingStep preview={preview} mapping={mapping} onEdit={edit} />
      <CheckStep
        preview={preview}
        source={source}
        mapping={mapping}
        offers={offers}
        checking={checking}
        onEdit={edit}
        choices={choices}
        onChoose={decide}
        duplicates={duplicates}
        onDecide={state.decideDuplicates}
      />
      <WriteStep
        preview={preview}
        mapping={mapping}
        checking={checking}
        run={importing.run}
        onWrite={() => importing.start({ ...source, preview })}
      />
    </>
  );
}

/** Choice of one of the layers of a map file. */
function LayerChoice({
  layers,
  layer,
  onChoose,
}: {
  layers: readonly string[];
  layer: string | null;
  onChoose: (layer: string | null) => void;
}) {
  const { imports } = useImportText();
  return (
    <NativeSelect
      label={imports.layer}
      description={imports.layerHint}
      inputWrapperOrder={BELOW}
      value={layer ?? ''}
      data={[
        ...(layer === null ? [{ value: '', label: imports.layerNone }] : []),
        ...layers.map((name) => ({ value: name, label: name })),
      ]}
      onChange={({ currentTarget: { value } }) => onChoose(value === '' ? null : value)}
    />
  );
}

/** Choice of the coordinate system of a map file: those that put it into the city come first, each with its reason. */
function SystemChoice({
  suggestions,
  srid,
  onChoose,
}: {
  suggestions: readonly SystemSuggestion[];
  /** EPSG number; null: as the file says. */
  srid: number | null;
  onChoose: (srid: number | null) => void;
}) {
  const text = useText();
  const format = useFormat();
  const { boundaries } = text;
  return (
    <NativeSelect
      label={boundaries.sourceSrid}
      description={boundaries.sridHint}
      inputWrapperOrder={BELOW}
      value={srid === null ? '' : String(srid)}
      data={systemChoices(suggestions, text, format)}
      onChange={({ currentTarget: { value } }) => onChoose(value === '' ? null : Number(value))}
    />
  );
}

/** Asks before the screen is left while an import runs: leaving takes it back. */
function LeaveGuard() {
  const text = useImportText();
  const blocker = useBlocker({
    shouldBlockFn: () => true,
    enableBeforeUnload: true,
    withResolver: true,
  });
  if (blocker.status !== 'blocked') return null;
  return (
    <Modal
      opened
      centered
      onClose={blocker.reset}
      title={text.imports.leaveTitle}
      closeButtonProps={{ 'aria-label': text.common.close }}
    >
      <p>{text.imports.leaveMore}</p>
      <Group justify="flex-end" gap={8} mt={16}>
        <Button variant="default" data-autofocus onClick={blocker.reset}>
          {text.imports.stay}
        </Button>
        <Button color="red" onClick={blocker.proceed}>
          {text.imports.leave}
        </Button>
      </Group>
    </Modal>
  );
}
