import { Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';

import { NotRead, SourceForm, type ChosenFile } from '#client/forms/file-import.tsx';
import { useWrite } from '#client/forms/use-write.ts';
import { useText } from '#client/i18n/use-text.ts';
import { Notice } from '#client/ui/notice.tsx';
import {
  OsmImportForm,
  type OsmImport,
  type OsmImportProgress,
  type OsmPreview,
} from '#server/contract/osm-import.ts';

import { Coverage } from './coverage.tsx';
import { PartChoices } from './part-choices.tsx';
import { formOf, importOsm, osmPreviewQuery, refreshGeodata, type OsmOrder } from './queries.ts';
import { RunProgress } from './run-progress.tsx';

type Props = { chosen: ChosenFile; onTaken: (brought: OsmImport) => void };

/** A chosen file: what it holds and covers, which parts of it are brought in, and how far that is. */
export function ImportOsm({ chosen, onTaken }: Props) {
  const preview = useQuery(osmPreviewQuery(chosen));
  if (preview.data === undefined) return <NotRead preview={preview} />;
  return <Parts chosen={chosen} preview={preview.data} onTaken={onTaken} />;
}

function Parts({ chosen: { file }, preview, onTaken }: Props & { preview: OsmPreview }) {
  const { osmImports: text } = useText();
  const [progress, setProgress] = useState<OsmImportProgress | null>(null);
  const [stopped, setStopped] = useState(false);
  const running = useRef<AbortController>(null);
  useEffect(function stopOnLeave() {
    return () => running.current?.abort();
  }, []);
  const initial: OsmOrder = {
    source: text.usualSource,
    sourceDate: null,
    licence: text.usualLicence,
    parts: preview.advised,
  };
  const write = useWrite({
    initial,
    schema: OsmImportForm,
    body: (values) => formOf(file, values),
    check: ({ parts }) => ({ parts: parts.length === 0 ? text.noParts : null }),
    send(_, once, values) {
      const abort = new AbortController();
      running.current = abort;
      setStopped(false);
      setProgress({ phase: 'reading' });
      return importOsm(formOf(file, values), once, abort.signal, setProgress).finally(() =>
        setProgress(null),
      );
    },
    refresh: refreshGeodata,
    onDone: (brought) => (brought === null ? setStopped(true) : onTaken(brought)),
  });
  return (
    <Stack gap={16}>
      <Coverage preview={preview} />
      <PartChoices
        preview={preview}
        chosen={write.values.parts}
        error={write.form.errors['parts']}
        onChange={(parts) => write.form.setFieldValue('parts', parts)}
      />
      {stopped && <Notice>{text.stopped}</Notice>}
      {progress === null ? (
        <SourceForm write={write} submit={text.submit} disabled={write.values.parts.length === 0} />
      ) : (
        <RunProgress progress={progress} onStop={() => running.current?.abort()} />
      )}
    </Stack>
  );
}
