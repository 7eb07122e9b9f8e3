import { Button, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';

import { ErrorNotice } from '#client/api/error-notice.tsx';
import { ApiProblem } from '#client/api/problem.ts';
import { fieldText } from '#client/api/describe-error.ts';
import { useFormat, useLanguage, useText } from '#client/i18n/use-text.ts';
import { FileDrop } from '#client/ui/file-drop.tsx';
import { Notice } from '#client/ui/notice.tsx';
import { Section } from '#client/ui/page.tsx';

import classes from './boundaries.module.css';
import { useImportFormerNames } from './queries.ts';

/** The names before a reorganisation, so that people find communes by them. */
export function FormerNames() {
  const { boundaries } = useText();
  const take = useImportFormerNames();
  const [file, setFile] = useState<File | null>(null);
  const [source, setSource] = useState('');
  const [unsaid, setUnsaid] = useState(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const said = source.trim().length >= 2;
    setUnsaid(!said);
    if (!said || file === null) return;
    take.mutate({ file, source: source.trim() }, { onSuccess: () => setFile(null) });
  };
  return (
    <Section title={boundaries.formerNames} lead={boundaries.formerNamesLead}>
      <form className={classes.stack} noValidate onSubmit={submit}>
        <FileDrop
          file={file}
          accept=".csv,.txt"
          words={{
            choose: boundaries.chooseFile,
            chooseOther: boundaries.chooseOther,
            drop: boundaries.dropHere,
            hint: boundaries.formerNamesHint,
            tooLarge: boundaries.tooLarge,
          }}
          onFile={(chosen) => {
            take.reset();
            setFile(chosen);
          }}
        />
        {file !== null && (
          <div className={classes.fields}>
            <TextInput
              label={boundaries.source}
              required
              maxLength={300}
              autoComplete="off"
              error={unsaid ? boundaries.sourceMissing : undefined}
              value={source}
              onChange={({ currentTarget: { value } }) => setSource(value)}
            />
          </div>
        )}
        <ErrorNotice error={take.error} />
        <WrongLines error={take.error} />
        {take.data !== undefined && <Taken report={take.data} />}
        {file !== null && (
          <Button type="submit" className={classes.start} loading={take.isPending}>
            {boundaries.formerNamesImport}
          </Button>
        )}
      </form>
    </Section>
  );
}

function Taken({
  report,
}: {
  report: NonNullable<ReturnType<typeof useImportFormerNames>['data']>;
}) {
  const { boundaries } = useText();
  const format = useFormat();
  const number = (count: number) => format.number(count, 0);
  return (
    <Notice
      kind="good"
      title={boundaries.formerNamesDone({
        rows: number(report.rows),
        names: number(report.names),
      })}
    >
      {boundaries.formerNamesMore({
        added: number(report.added),
        changed: number(report.changed),
        unchanged: number(report.unchanged),
      })}
    </Notice>
  );
}

/** The lines of a refused table: `/lines/12/new_code` is line 12, column `new_code`. */
function WrongLines({ error }: { error: unknown }) {
  const { boundaries } = useText();
  const { language } = useLanguage();
  if (!(error instanceof ApiProblem)) return null;
  const lines = error.errors.flatMap(({ pointer, code }) => {
    const [, line, column] = /^\/lines\/(\d+)\/(\w+)$/.exec(pointer) ?? [];
    return line === undefined || column === undefined
      ? []
      : [`${boundaries.wrongLine({ line, column })}: ${fieldText(code, language)}`];
  });
  if (lines.length === 0) return null;
  return (
    <ul className={classes.lines}>
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}
