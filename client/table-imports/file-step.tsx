import { Flex } from '@mantine/core';
import { FileDrop } from '#client/ui/file-drop.tsx';
import { Section } from '#client/ui/page.tsx';
import { useFormat, type Text } from '#client/i18n/use-text.ts';
import type { ImportPreview } from '#server/contract/point-import.ts';

import { useImportTarget, useImportText } from './import-target.ts';
import classes from './table-imports.module.css';
import shared from '#client/ui/shared.module.css';
import { TemplateLinks } from './template-links.tsx';

/** Choosing the file, and what was found out about it. */
export function FileStep({
  file,
  preview,
  disabled,
  onFile,
}: {
  file: File | null;
  preview: ImportPreview | null;
  disabled: boolean;
  onFile: (file: File) => void;
}) {
  const text = useImportText();
  const target = useImportTarget();
  return (
    <Section title={text.imports.fileStep}>
      <FileDrop
        file={file}
        accept=".csv,.txt,.tsv,.xlsx,.geojson,.json,.kml,.kmz,.gpx,.gpkg,.mif,.zip"
        words={{
          choose: text.imports.chooseFile,
          chooseOther: text.imports.chooseOther,
          drop: text.imports.dropHere,
          hint: text.imports.fileHint,
          tooLarge: text.imports.tooLarge,
        }}
        disabled={disabled}
        onFile={onFile}
      />
      {file === null && target !== 'businesses' && (
        <TemplateLinks address="/api/point-imports/template" />
      )}
      {preview !== null && <Facts preview={preview} />}
    </Section>
  );
}

function Facts({ preview }: { preview: ImportPreview }) {
  const text = useImportText();
  const format = useFormat();
  const facts = [
    [text.imports.format, preview.format.toUpperCase()],
    [text.imports.layer, preview.layer ?? undefined],
    [text.imports.coordinateSystem, preview.coordinateSystem ?? undefined],
    [text.imports.encoding, preview.encoding?.toUpperCase()],
    [text.imports.delimiter, delimiterName(preview.delimiter, text)],
    [text.imports.rows, format.number(preview.counts.rows, 0)],
  ] as const;
  return (
    <>
      <Flex component="dl" className={classes.facts} gap="8px 32px" wrap="wrap" mt="md">
        {facts.map(([name, value]) =>
          value === undefined ? null : (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ),
        )}
      </Flex>
      {preview.warnings.length > 0 && (
        <div className={classes.warnings}>
          <h3>{text.imports.warnings}</h3>
          <ul>
            {preview.warnings.map(({ code, count, lines }) => (
              <li key={code}>
                {text.imports.tableWarning[code]}
                {lines.length > 0 && (
                  <span className={shared.muted}>
                    {' '}
                    {text.imports.warningLines({
                      count: format.number(count, 0),
                      lines: lines.join(', ') + (count > lines.length ? '…' : ''),
                    })}
                  </span>
                )}
              </li>
            ))}
          </ul>
        </div>
      )}
    </>
  );
}

function delimiterName(delimiter: string | null, { imports }: Text): string | undefined {
  if (delimiter === null) return undefined;
  const names: Record<string, string> = {
    ',': imports.comma,
    ';': imports.semicolon,
    '\t': imports.tab,
  };
  return names[delimiter] ?? delimiter;
}
