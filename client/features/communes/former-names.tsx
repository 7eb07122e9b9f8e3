import { Button, Flex, SimpleGrid, Stack } from '@mantine/core';
import { useState } from 'react';

import { call } from '#client/api/call.ts';
import { api } from '#client/api/client.ts';
import { ErrorNotice } from '#client/api/error-notice.tsx';
import { ApiProblem } from '#client/api/problem.ts';
import { fieldText } from '#client/api/describe-error.ts';
import type { ChosenFile } from '#client/forms/file-import.tsx';
import { Form } from '#client/forms/form.tsx';
import { useWrite } from '#client/forms/use-write.ts';
import { useFormat, useLanguage, useText } from '#client/i18n/use-text.ts';
import { FileDrop } from '#client/ui/file-drop.tsx';
import { Notice } from '#client/ui/notice.tsx';
import { Section } from '#client/ui/page.tsx';
import { PlainInput } from '#client/ui/plain-input.tsx';
import { FormerNamesForm, type FormerNamesReport } from '#server/contract/boundary.ts';

import shared from '#client/ui/shared.module.css';

/** The names before a reorganisation, so that people find communes by them. */
export function FormerNames() {
  const { boundaries } = useText();
  const [chosen, setChosen] = useState<ChosenFile | null>(null);
  const [taken, setTaken] = useState<FormerNamesReport | null>(null);
  return (
    <Section title={boundaries.formerNames} lead={boundaries.formerNamesLead}>
      <Stack gap="md">
        <FileDrop
          file={chosen?.file ?? null}
          accept=".csv,.txt"
          words={{
            choose: boundaries.chooseFile,
            chooseOther: boundaries.chooseOther,
            drop: boundaries.dropHere,
            hint: boundaries.formerNamesHint,
            tooLarge: boundaries.tooLarge,
          }}
          onFile={(file) => {
            setTaken(null);
            setChosen({ number: (chosen?.number ?? 0) + 1, file });
          }}
        />
        {taken !== null && <Taken report={taken} />}
        {chosen !== null && (
          <NamesForm
            key={chosen.number}
            file={chosen.file}
            onTaken={(report) => {
              setTaken(report);
              setChosen(null);
            }}
          />
        )}
      </Stack>
    </Section>
  );
}

function NamesForm({
  file,
  onTaken,
}: {
  file: File;
  onTaken: (report: FormerNamesReport) => void;
}) {
  const { boundaries } = useText();
  const write = useWrite({
    draft: 'former names',
    initial: { source: '' },
    schema: FormerNamesForm,
    body: ({ source }) => ({ source, file }),
    words: { source: boundaries.sourceMissing },
    send: ({ source }, once) =>
      call(api.communes['former-names'].$post({ form: { source, file } }, once)),
    refresh: [['communes']],
    onDone: onTaken,
  });
  return (
    <Stack gap="md" renderRoot={(root) => <Form {...root} {...write.formProps} />}>
      <SimpleGrid className={shared.tops} minColWidth="min(100%, 280px)" spacing="md">
        <PlainInput label={boundaries.source} {...write.field('source')} />
      </SimpleGrid>
      <ErrorNotice error={write.error} />
      <WrongLines error={write.error} />
      <Button type="submit" className={shared.start} loading={write.pending}>
        {boundaries.formerNamesImport}
      </Button>
    </Stack>
  );
}

function Taken({ report }: { report: FormerNamesReport }) {
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
    <Flex component="ul" className={shared.wrap} direction="column" gap={4}>
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </Flex>
  );
}
