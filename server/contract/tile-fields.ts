import { POINT_FLAGS, POINT_STATUSES } from './point.ts';

/** Every zoom has tiles of points. */
export const POINT_TILE_ZOOMS = { first: 0, last: 22 } as const;

const numbered = (words: readonly string[]) =>
  words.map((word, position) => `${position} ${word}`).join(', ');
const counts = (letter: 's' | 'f', words: readonly string[]) =>
  Object.fromEntries(
    words.map((word, position) => [`${letter}${position}`, `points of a cell: ${word}`]),
  );

/** Fields of a tile of points, for readers that know nothing of them. */
export const POINT_TILE_FIELDS: Readonly<Record<string, string>> = {
  id: 'id of a single point',
  status: `status of a single point: ${numbered(POINT_STATUSES)}`,
  flags: `bits by position: ${numbered(POINT_FLAGS)}`,
  cycle: 'number of the current cycle',
  category: 'number of the category',
  kind: '0 business, 1 public_area',
  n: 'count of the points that a cell stands for',
  ...counts('s', POINT_STATUSES),
  ...counts('f', POINT_FLAGS),
};
