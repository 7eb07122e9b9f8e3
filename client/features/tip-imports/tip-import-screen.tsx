import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';

import { call } from '#client/api/call.ts';
import { api } from '#client/api/client.ts';
import { ErrorNotice } from '#client/api/error-notice.tsx';
import { TIPS_KEY } from '#client/api/tips.ts';
import { useWrite } from '#client/forms/use-write.ts';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import { ImportHistory } from '#client/table-imports/history/import-history.tsx';
import { importsKey } from '#client/table-imports/history/queries.ts';
import { RefusedDownloads } from '#client/table-imports/refused-downloads.tsx';
import { TemplateLinks } from '#client/table-imports/template-links.tsx';
import { FileDrop, keepFile } from '#client/ui/file-drop.tsx';
import { Notice } from '#client/ui/notice.tsx';
import { Page, Section } from '#client/ui/page.tsx';
import { TipImportForm, type TipImportResult } from '#server/contract/tip-import.ts';

import { ImportPreviewView } from './import-preview.tsx';
import { fetchRefusedTips, usePreview } from './queries.ts';
import classes from './tip-imports.module.css';

/** A table of tips: looked at row by row first, written only when asked, the same one again without effect. */
export default function TipImportScreen() {
  const text = useText();
  const format = useFormat();
  const own = text.tipImports;
  const [chosen, setChosen] = useState<File | null>(null);
  const preview = usePreview();
  const [result, setResult] = useState<TipImportResult | null>(null);
  const write = useWrite({
    initial: {},
    schema: TipImportForm,
    body: () => ({ file: chosen }),
    send: (form, once) => call(api['tip-imports'].$post({ form }, once)),
    refresh: [TIPS_KEY, importsKey('tips')],
    onDone: setResult,
  });
  const take = async (given: File) => {
    const file = await keepFile(given);
    setChosen(file);
    setResult(null);
    preview.mutate(file);
  };
  const added = preview.data?.counts.added ?? 0;
  return (
    <Page title={own.title} lead={own.lead}>
      <Section title={own.file} lead={own.columnsMore}>
        <FileDrop
          file={chosen}
          accept=".csv,.tsv,.txt,.xlsx"
          words={own.drop}
          disabled={preview.isPending || write.pending}
          onFile={(file) => void take(file)}
        />
        <TemplateLinks address="/api/tip-imports/template" />
        {preview.isPending && <p>{own.reading}</p>}
        <ErrorNotice error={preview.error} />
      </Section>
      {preview.data !== undefined && chosen !== null && (
        <>
          <ImportPreviewView preview={preview.data} />
          {preview.data.counts.refused > 0 && <RefusedTips file={chosen} />}
          {result === null ? (
            <div className={classes.buttons}>
              <p>{own.nothingYet}</p>
              <Button disabled={added === 0} loading={write.pending} onClick={write.press}>
                {own.write({ count: format.number(added, 0) })}
              </Button>
            </div>
          ) : (
            <Written result={result} />
          )}
          <ErrorNotice error={write.error} />
        </>
      )}
      <ImportHistory of="tips" />
    </Page>
  );
}

function Written({ result }: { result: TipImportResult }) {
  const { tipImports: own } = useText();
  const format = useFormat();
  const count = (value: number) => format.number(value, 0);
  return (
    <Notice kind="good" title={own.done}>
      <p>
        {own.doneMore({
          added: count(result.added),
          known: count(result.known),
          refused: count(result.refused),
        })}
      </p>
      <Link to="/tips">{own.toList}</Link>
    </Notice>
  );
}

function RefusedTips({ file }: { file: File }) {
  return <RefusedDownloads file={file} fetchRows={(format) => fetchRefusedTips(file, format)} />;
}
