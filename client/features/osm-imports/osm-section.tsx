import { Box } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';

import { call } from '#client/api/call.ts';
import { api } from '#client/api/client.ts';
import { ErrorNotice } from '#client/api/error-notice.tsx';
import { FileImport } from '#client/forms/file-import.tsx';
import { NO_BODY } from '#client/forms/schema-fields.ts';
import { useWrite } from '#client/forms/use-write.ts';
import { WriteDialog } from '#client/forms/write-dialog.tsx';
import { useText, useFormat } from '#client/i18n/use-text.ts';
import { DataTable } from '#client/ui/data-table.tsx';
import { Section } from '#client/ui/page.tsx';
import { SourceCell } from '#client/ui/source-cell.tsx';
import { UndoButton } from '#client/ui/undo-button.tsx';
import type { OsmImport } from '#server/contract/osm-import.ts';

import { ImportOsm } from './import-osm.tsx';
import shared from '#client/ui/shared.module.css';
import { osmImportsQuery, refreshGeodata } from './queries.ts';

/** One OSM file for all that the product needs of a city: looked at, brought in, taken back. */
export function OsmSection() {
  const { osmImports: text } = useText();
  const imports = useQuery(osmImportsQuery);
  const items = imports.data?.items ?? [];
  return (
    <>
      <Section title={text.title} lead={text.lead}>
        <FileImport<OsmImport>
          accept=".pbf,.osm,.xml,.json"
          hint={text.files}
          done={({ parts }) => ({
            title: text.done,
            more: text.doneMore({ parts: parts.map(({ part }) => text.part[part]).join(' · ') }),
          })}
        >
          {(chosen, onTaken) => <ImportOsm key={chosen.number} chosen={chosen} onTaken={onTaken} />}
        </FileImport>
      </Section>
      <ErrorNotice error={imports.error} onRetry={() => void imports.refetch()} />
      {items.length > 0 && <ImportHistory items={items} />}
    </>
  );
}

/** Every import there has been, with its parts, and the way back from the latest. */
function ImportHistory({ items }: { items: readonly OsmImport[] }) {
  const { osmImports: text, geodata } = useText();
  const format = useFormat();
  const [asking, setAsking] = useState(false);
  const latest = items.find(({ undoneAt }) => undoneAt === null);
  return (
    <Section
      title={text.history}
      flush
      aside={
        latest !== undefined && <UndoButton onClick={() => setAsking(true)}>{text.undo}</UndoButton>
      }
    >
      <DataTable
        label={text.history}
        head={[geodata.source, text.brought, geodata.importedAt, geodata.importedBy]}
      >
        {items.map((one) => (
          <tr key={one.id}>
            <SourceCell of={one} />
            <td>
              <Parts brought={one} />
            </td>
            <td className={shared.nowrap}>{format.dateTime(one.importedAt)}</td>
            <td>{one.importedBy ?? geodata.byCommand}</td>
          </tr>
        ))}
      </DataTable>
      {asking && latest !== undefined && (
        <UndoDialog latest={latest} onClose={() => setAsking(false)} />
      )}
    </Section>
  );
}

function Parts({ brought: { parts, undoneAt } }: { brought: OsmImport }) {
  const { osmImports: text } = useText();
  return parts.map(({ part, inForce }) => {
    const state = inForce ? text.inForce : undoneAt === null ? text.replaced : text.takenBack;
    return <Box key={part} component="span" display="block">{`${text.part[part]}: ${state}`}</Box>;
  });
}

function UndoDialog({ latest, onClose }: { latest: OsmImport; onClose: () => void }) {
  const { osmImports: text } = useText();
  const undo = useWrite({
    initial: {},
    schema: NO_BODY,
    send: (_, once) => call(api['osm-imports'].undo.$post({}, once)),
    said: text.undone,
    refresh: refreshGeodata,
    onDone: onClose,
  });
  const back = latest.parts.filter(({ inForce }) => inForce).map(({ part }) => text.part[part]);
  return (
    <WriteDialog
      write={undo}
      weighty
      title={text.undoTitle}
      lines={[
        { label: text.undoFrom, value: `${latest.source} · ${latest.fileName}` },
        { label: text.undoParts, value: back.join(' · ') || '—' },
        { label: text.undoKept, value: text.undoKeptMore },
      ]}
      confirm={text.undo}
      onClose={onClose}
    />
  );
}
