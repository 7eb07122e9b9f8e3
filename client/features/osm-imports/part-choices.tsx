import { Checkbox } from '@mantine/core';
import type { ReactNode } from 'react';

import { fieldText } from '#client/api/describe-error.ts';
import { useFormat, useLanguage, useText } from '#client/i18n/use-text.ts';
import { OSM_PARTS, type OsmPart, type OsmPreview } from '#server/contract/osm-import.ts';

import classes from './osm-imports.module.css';

const MOST_NAMES = 8;

/** Parts of a file to tick, each with what it holds, what it replaces, or why it cannot be chosen. */
export function PartChoices({
  preview,
  chosen,
  error,
  onChange,
}: {
  preview: OsmPreview;
  chosen: readonly OsmPart[];
  error: ReactNode;
  onChange: (parts: OsmPart[]) => void;
}) {
  const { osmImports: text } = useText();
  return (
    <Checkbox.Group
      label={text.parts}
      value={[...chosen]}
      error={error}
      onChange={(values) => onChange(OSM_PARTS.filter((part) => values.includes(part)))}
    >
      <div className={classes.parts}>
        {OSM_PARTS.map((part) => (
          <Checkbox
            key={part}
            value={part}
            label={text.part[part]}
            description={<PartLines part={part} preview={preview} />}
            disabled={preview.lacking.some((one) => one.part === part)}
          />
        ))}
      </div>
    </Checkbox.Group>
  );
}

function PartLines({ part, preview }: { part: OsmPart; preview: OsmPreview }) {
  const { osmImports: text } = useText();
  const { language } = useLanguage();
  const format = useFormat();
  const lacking = preview.lacking.find((one) => one.part === part);
  const found = useFound(preview)[part];
  const replaced = preview.replaced.filter((one) => one.part === part);
  const kept = preview.kept.find((one) => one.part === part);
  const lines =
    lacking === undefined
      ? [
          ...found,
          ...replaced.map(({ source, importedAt }) =>
            text.replaces({ source, date: format.dateTime(importedAt) }),
          ),
          ...(kept === undefined ? [] : [text.kept[kept.reason]]),
        ]
      : [fieldText(lacking.code, language)];
  return lines.map((line) => (
    <span key={line} className={classes.line}>
      {line}
    </span>
  ));
}

/** Sentences about what the file holds for each part. */
function useFound({ communes, roads, gazetteer, ground }: OsmPreview): Record<OsmPart, string[]> {
  const { osmImports: text } = useText();
  const format = useFormat();
  const number = (count: number) => format.number(count, 0);
  const listed = (names: readonly string[]) =>
    names.length > MOST_NAMES ? `${names.slice(0, MOST_NAMES).join(', ')}, …` : names.join(', ');
  const ofCommunes = () => {
    if (communes === null) return [];
    const { report, cutOff, formerNames } = communes;
    const { matched, expected, points, missing } = report;
    return [
      text.communesFound({
        matched: number(matched.total),
        expected: number(expected),
        points: number(points.leadChanged),
      }),
      ...(missing.length > 0 ? [text.communesKept({ count: number(missing.length) })] : []),
      ...(cutOff.length > 0 ? [text.cutOff({ names: listed(cutOff) })] : []),
      ...(formerNames.length > 0
        ? [text.formerNames({ names: listed(formerNames.map(({ name }) => name)) })]
        : []),
    ];
  };
  return {
    communes: ofCommunes(),
    roads:
      roads === null
        ? []
        : [
            text.roadsFound({
              km: format.number(roads.kilometres, 1),
              edges: number(roads.edges),
            }),
          ],
    gazetteer:
      gazetteer === null
        ? []
        : [
            text.entriesFound({
              entries: number(gazetteer.entries),
              streets: number(gazetteer.streetNames),
              doors: number(gazetteer.doors),
              places: number(gazetteer.places),
            }),
          ],
    ground:
      ground === null
        ? []
        : [
            text.groundFound({
              streets: number(ground.shapes['streets'] ?? 0),
              names: number(ground.names),
              size: format.bytes(ground.zooms.reduce((sum, { bytes }) => sum + bytes, 0)),
            }),
          ],
  };
}
