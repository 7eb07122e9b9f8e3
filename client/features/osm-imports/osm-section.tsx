import { useQuery } from '@tanstack/react-query';

import { ErrorNotice } from '#client/api/error-notice.tsx';
import { FileImport } from '#client/forms/file-import.tsx';
import { useText } from '#client/i18n/use-text.ts';
import { Section } from '#client/ui/page.tsx';
import type { OsmImport } from '#server/contract/osm-import.ts';

import { ImportHistory } from './import-history.tsx';
import { ImportOsm } from './import-osm.tsx';
import { osmImportsQuery } from './queries.ts';

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
