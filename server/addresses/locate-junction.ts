import type { LonLat } from '#server/contract/geo.ts';
import { between, metresBetween } from '#server/methods/local-metres.ts';

import type { GazetteerIndex, Mention } from './gazetteer-index.ts';

export type LocatedJunction = {
  position: LonLat;
  radiusMetres: number;
  similarity: number;
  /** Both names are those that were asked. */
  exact: boolean;
  mentions: readonly Mention[];
};

const KNOWN_METRES = 40;
/** Drawn streets meet where their lines come this near. */
const MEETING_METRES = 40;
/** Single places along two streets only tell roughly where the streets meet. */
const MOST_METRES = 500;
const MOST_PLACES = 400;

/**
 * Locates the junction of two streets: a place that the gazetteer calls so, else the nearest approach of their
 * lines or their places. Names may be misspelt; the order of the two does not matter.
 */
export function locateJunctions(
  index: GazetteerIndex,
  [first, second]: readonly [string, string],
): LocatedJunction[] {
  const pairs = index
    .find(first, 4)
    .flatMap((one) => index.find(second, 4).map((other) => ({ one, other })))
    .filter(({ one, other }) => one.term !== other.term)
    .map(({ one, other }) => ({
      terms: [one.term, other.term] as const,
      similarity: Math.min(one.similarity, other.similarity),
      exact: one.exact && other.exact,
    }));
  const named = pairs.flatMap(({ terms: [one, other], similarity, exact }) =>
    index.junctions
      .filter(({ terms }) => terms.includes(one) && terms.includes(other))
      .map(({ mention }) => ({
        position: mention.position,
        radiusMetres: KNOWN_METRES + mention.errorMetres,
        similarity,
        exact,
        mentions: [mention],
      })),
  );
  if (named.length > 0) return named;
  return pairs.flatMap(({ terms: [one, other], similarity, exact }) => {
    const met = nearestOf(index.mentionsOf(one), index.mentionsOf(other));
    return met === null ? [] : [{ ...met, similarity, exact }];
  });
}

function nearestOf(
  one: readonly Mention[],
  other: readonly Mention[],
): Omit<LocatedJunction, 'similarity' | 'exact'> | null {
  const shared = sharedVertex(one, other);
  if (shared !== null) return shared;
  const [here, there] = [placesOf(one), placesOf(other)];
  let nearest: { metres: number; from: Place; to: Place } | null = null;
  for (const from of here) {
    for (const to of there) {
      if (from.mention.entry === to.mention.entry) continue;
      const metres = metresBetween(from.position, to.position);
      if (nearest === null || metres < nearest.metres) nearest = { metres, from, to };
    }
  }
  if (nearest === null || nearest.metres > MOST_METRES) return null;
  const { metres, from, to } = nearest;
  const drawn = from.drawn && to.drawn && metres <= MEETING_METRES;
  return {
    position: between(from.position, to.position, 0.5),
    radiusMetres: drawn ? KNOWN_METRES : KNOWN_METRES + 60 + metres,
    mentions: [from.mention, to.mention],
  };
}

/** Streets of one road network meet in a vertex that both have. */
function sharedVertex(
  one: readonly Mention[],
  other: readonly Mention[],
): Omit<LocatedJunction, 'similarity' | 'exact'> | null {
  const drawn = (mentions: readonly Mention[]) =>
    mentions.filter(({ entry }) => entry.line.length > 1);
  const vertices = new Map(
    drawn(one).flatMap((mention) =>
      mention.entry.line.map((position) => [position.join(), mention] as const),
    ),
  );
  for (const mention of drawn(other)) {
    for (const position of mention.entry.line) {
      const met = vertices.get(position.join());
      if (met === undefined || met.entry === mention.entry) continue;
      return { position, radiusMetres: KNOWN_METRES, mentions: [met, mention] };
    }
  }
  return null;
}

type Place = { position: LonLat; mention: Mention; drawn: boolean };

function placesOf(mentions: readonly Mention[]): Place[] {
  const places = mentions.flatMap((mention) =>
    mention.entry.line.map((position) => ({
      position,
      mention,
      drawn: mention.entry.line.length > 1,
    })),
  );
  const step = Math.ceil(places.length / MOST_PLACES);
  return places.filter((_, at) => at % step === 0);
}
