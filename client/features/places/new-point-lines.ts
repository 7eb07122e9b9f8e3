import { baseLines, optional, type LineWords } from '#client/forms/base-lines.ts';
import { communeList } from '#client/i18n/commune-name.ts';
import type { Format } from '#client/i18n/format.ts';
import type { Text } from '#client/i18n/use-text.ts';
import type { RecordLine } from '#client/ui/record-preview.tsx';
import type { Commune } from '#server/contract/commune.ts';

import { sizeOf, toPartOfGeometry, type Shape } from '#client/map/shape.ts';
import type { BaseValues } from '#client/forms/entered-values.ts';

import { proposedLines, type PlaceValues } from './place-facts.tsx';

/** Description of a shape in the preview: a point by its coordinates, others by their size. */
export function shapeLine(shape: Shape, text: Text, format: Format): string {
  const [first] = shape.vertices;
  const drawn = toPartOfGeometry(shape);
  if (first === undefined || drawn === null) return text.pointDraw.needs[shape.kind];
  const size = sizeOf(drawn, format);
  if (size === null) return format.coordinates(first);
  return text.pointDraw.shapeOf({
    shape: text.pointDraw.shapes[shape.kind],
    size,
    count: format.number(shape.vertices.length, 0),
  });
}

/** Everything that a proposal will write. */
export function newPointLines(
  values: BaseValues & PlaceValues,
  shape: Shape,
  words: LineWords & { category: string | null; communes: readonly Commune[] | null },
): RecordLine[] {
  const { text, format, category, communes } = words;
  const { lines } = text.pointDraw;
  return [
    { label: lines.place, value: shapeLine(shape, text, format) },
    ...optional(lines.communes, communeList(communes ?? [], text)),
    ...proposedLines(values, category, text),
    { label: text.pointActs.lines.status, value: text.register.status.proposed },
    ...baseLines(values, words),
  ];
}
