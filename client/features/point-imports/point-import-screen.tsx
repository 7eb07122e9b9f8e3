import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';

import { apiQuery } from '#client/api/api-query.ts';
import { call } from '#client/api/call.ts';
import { api } from '#client/api/client.ts';
import { categoriesQuery } from '#client/api/points.ts';
import { NO_BODY } from '#client/forms/schema-fields.ts';
import { useWrite } from '#client/forms/use-write.ts';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import classes from '#client/table-imports/history/import-history.module.css';
import { ImportHistory } from '#client/table-imports/history/import-history.tsx';
import { ImportScreen } from '#client/table-imports/import-screen.tsx';
import { DataTable } from '#client/ui/data-table.tsx';
import { Section } from '#client/ui/page.tsx';
import type { ImportWord } from '#server/contract/import-word.ts';

import { WaitingImports } from './waiting-imports.tsx';

/** The words that the office has taught the import. */
const importWordsQuery = apiQuery(['point-imports', 'words'], api['point-imports'].words.$get, {});

/** A list of points into the register, lists whose claims wait for a second person, all imports, and taught words. */
export default function PointImportScreen() {
  return (
    <ImportScreen
      target="points"
      before={<WaitingImports />}
      history={
        <>
          <ImportHistory of="points" />
          <TaughtWords />
        </>
      }
    />
  );
}

/** The words that the office has said to mean a category, each to be taken back; nothing where there is none. */
function TaughtWords() {
  const { importWords: own } = useText();
  const words = useQuery(importWordsQuery).data?.items ?? [];
  if (words.length === 0) return null;
  return (
    <Section title={own.taught} lead={own.taughtLead} flush>
      <DataTable label={own.taught} head={[own.word, own.category, own.by, own.at, own.act]}>
        {words.map((word) => (
          <Row key={word.id} taught={word} />
        ))}
      </DataTable>
    </Section>
  );
}

function Row({ taught: { id, word, category, setBy, setAt } }: { taught: ImportWord }) {
  const { importWords: own } = useText();
  const format = useFormat();
  const { data } = useQuery(categoriesQuery);
  const write = useWrite({
    initial: {},
    schema: NO_BODY,
    send: (_, once) =>
      call(api['point-imports'].words[':id'].withdraw.$post({ param: { id: String(id) } }, once)),
    said: own.takenBack({ word }),
    refresh: [['point-imports']],
  });
  return (
    <tr data-taught={word}>
      <td>{word}</td>
      <td>{data?.items.find(({ code }) => code === category)?.name ?? category}</td>
      <td>{setBy}</td>
      <td className={classes.fixed}>{format.dateTime(setAt)}</td>
      <td>
        <Button
          variant="subtle"
          size="compact-sm"
          mih={44}
          loading={write.pending}
          aria-label={`${own.takeBack}: ${word}`}
          onClick={write.press}
        >
          {own.takeBack}
        </Button>
      </td>
    </tr>
  );
}
