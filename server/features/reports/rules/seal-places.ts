import type { PlaceAnalysis, NamedPlace } from '#server/contract/place-analysis.ts';
import type { SealedAnalysis, SealedCell, SealedColumn } from '#server/contract/report-analysis.ts';
import { SUBJECT_DEFINITIONS } from '#server/contract/report-analysis-words.ts';

import { communeWords } from './commune-words.ts';

/** Rows that a page of a report can hold; the most telling come first. */
const MOST_ROWS = 30;
const SIGNIFICANT = 0.05;

type Table = { columns: SealedColumn[]; rows: SealedCell[][]; all: number };

/** Seals an analysis of places: its table by commune and street. Positions and shapes stay on the map. */
export function sealPlaces(result: PlaceAnalysis): SealedAnalysis {
  const { query, period, run, events } = result;
  const { columns, rows, all } = tableOf(result);
  return {
    format: 1,
    subject: query.method,
    definition: SUBJECT_DEFINITIONS[query.method],
    definitions: run.definitions,
    dataCutOff: run.dataCutOff,
    ...period,
    n: [{ what: 'events', count: events.all }],
    parameters: parametersOf(result),
    columns,
    rows: rows.slice(0, MOST_ROWS),
    rowsLeftOut: Math.max(0, all - Math.min(rows.length, MOST_ROWS)),
    chart: null,
  };
}

function parametersOf({ query, run }: PlaceAnalysis): SealedAnalysis['parameters'] {
  const cells = ['hot_spots', 'emerging', 'density'].includes(query.method);
  return [
    { word: 'about', value: { word: `about_${query.subject}` } },
    ...(query.origin === null
      ? []
      : [{ word: 'origin' as const, value: { word: `origin_${query.origin}` as const } }]),
    ...(query.method === 'hot_spots'
      ? [{ word: 'counted_as' as const, value: { word: `per_${query.per}` as const } }]
      : []),
    ...(cells ? [{ word: 'cell_metres' as const, value: query.cell }] : []),
    ...(query.method === 'scan' || query.method === 'density'
      ? [{ word: 'radius_metres' as const, value: query.radius }]
      : []),
    ...(query.method === 'scan' ? [{ word: 'most_days' as const, value: query.days }] : []),
    ...(run.seed === null || run.replicates === null
      ? []
      : [
          { word: 'seed' as const, value: run.seed },
          { word: 'replicates' as const, value: run.replicates },
        ]),
  ];
}

function tableOf(result: PlaceAnalysis): Table {
  switch (result.query.method) {
    case 'hot_spots':
      return hotSpots(result);
    case 'emerging':
      return {
        columns: ['place', 'verdict', 'finding', 'events', 'checks'],
        rows: result.emerging
          .toSorted((a, b) => b.events - a.events)
          .map((row) => [
            placeWords(row.place),
            { word: row.pattern },
            { word: row.temperature },
            row.events,
            row.checks,
          ]),
        all: result.emerging.length,
      };
    case 'near_repeat':
      return {
        columns: ['metres', 'days', 'observed', 'expected', 'ratio', 'adjusted_p'],
        rows: result.repeats.map((row) => [
          row.metres,
          row.days,
          row.observed,
          row.expected,
          row.ratio,
          row.adjustedP,
        ]),
        all: result.repeats.length,
      };
    case 'scan':
      return {
        columns: ['place', 'since', 'events', 'expected', 'places', 'radius', 'chance_days'],
        rows: result.clusters.map((row) => [
          placeWords(row.place),
          row.from,
          row.cases,
          row.expected,
          row.places,
          row.radius,
          Math.round(row.recurrenceDays),
        ]),
        all: result.clusters.length,
      };
    case 'density':
      return {
        columns: ['place', 'density'],
        rows: result.density
          .toSorted((a, b) => b.density - a.density)
          .filter(({ place }) => place !== null)
          .map((row) => [placeWords(row.place), row.density]),
        all: result.density.length,
      };
  }
}

function hotSpots(result: PlaceAnalysis): Table {
  const isTelling = ({ adjustedP }: PlaceAnalysis['hotSpots'][number]) => adjustedP <= SIGNIFICANT;
  return {
    columns: ['place', 'finding', 'events', 'checks', 'adjusted_p'],
    rows: result.hotSpots
      .filter((row) => row.events > 0 || isTelling(row))
      .toSorted((a, b) => a.adjustedP - b.adjustedP || b.z - a.z)
      .map((row) => [
        placeWords(row.place),
        { word: isTelling(row) ? (row.z > 0 ? 'hot' : 'cold') : 'ordinary' },
        row.events,
        row.checks,
        row.adjustedP,
      ]),
    all: result.tested,
  };
}

/** Street and commune of a place; nothing where neither has a name. */
function placeWords(place: NamedPlace | null): SealedCell {
  const commune = place?.commune ? communeWords(place.commune) : null;
  const street = place?.street ?? null;
  if (street === null) return commune;
  return commune === null ? street : `${street}, ${commune}`;
}
