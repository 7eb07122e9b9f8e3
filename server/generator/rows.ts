import type { GeneratedPoint } from './city.ts';

type Value = string | number | boolean | null;
/** Rows as columns, in the order in which the statement takes them apart again. */
export type Columns<Name extends string> = Record<Name, Value[]>;

export type CityRows = {
  points: Columns<
    | 'id'
    | 'name'
    | 'kind'
    | 'category'
    | 'geometry'
    | 'status'
    | 'sinceDay'
    | 'cycle'
    | 'createdSecond'
  >;
  cycles: Columns<
    'pointId' | 'number' | 'openedDay' | 'openedBy' | 'eliminatedDay' | 'handedOverDay'
  >;
  events: Columns<
    'id' | 'pointId' | 'seq' | 'cycle' | 'kind' | 'day' | 'recordedSecond' | 'status' | 'detail'
  >;
  checks: Columns<'eventId' | 'pointId' | 'cycle' | 'day' | 'result' | 'reason'>;
  flags: Columns<'pointId' | 'flag' | 'fromOn' | 'toOn' | 'dueOn' | 'recordedSecond'>;
};

const NOBODY_THERE = 'Khóa cửa, không có người';

/** Lays points out as rows, numbered on from the given ids. */
export function cityRows(
  points: readonly GeneratedPoint[],
  first: { pointId: number; eventId: number },
): CityRows {
  const rows = emptyRows();
  let eventId = first.eventId;
  for (const [index, point] of points.entries()) {
    const pointId = first.pointId + index;
    addPoint(rows.points, pointId, point);
    for (const cycle of point.cycles) {
      rows.cycles.pointId.push(pointId);
      rows.cycles.number.push(cycle.number);
      rows.cycles.openedDay.push(cycle.openedDay);
      rows.cycles.openedBy.push(cycle.openedBy);
      rows.cycles.eliminatedDay.push(cycle.eliminatedDay);
      rows.cycles.handedOverDay.push(cycle.handedOverDay);
    }
    for (const [before, event] of point.events.entries()) {
      addEvent(rows, { eventId, pointId, seq: before + 1 }, event);
      eventId += 1;
    }
    for (const flag of point.flags) {
      rows.flags.pointId.push(pointId);
      rows.flags.flag.push(flag.flag);
      rows.flags.fromOn.push(flag.fromOn);
      rows.flags.toOn.push(flag.toOn);
      rows.flags.dueOn.push(flag.dueOn);
      rows.flags.recordedSecond.push(flag.recordedSecond);
    }
  }
  return rows;
}

function addPoint(rows: CityRows['points'], id: number, point: GeneratedPoint): void {
  rows.id.push(id);
  rows.name.push(point.officialName);
  rows.kind.push(point.category.kind);
  rows.category.push(point.category.code);
  rows.geometry.push(wellKnownText(point));
  rows.status.push(point.status);
  rows.sinceDay.push(point.statusSinceDay);
  rows.cycle.push(point.cycles.length);
  rows.createdSecond.push(point.events[0]?.recordedSecond ?? 0);
}

function addEvent(
  { events, checks }: CityRows,
  { eventId, pointId, seq }: { eventId: number; pointId: number; seq: number },
  event: GeneratedPoint['events'][number],
): void {
  const { check } = event;
  const reason = check === 'could_not_check' ? NOBODY_THERE : null;
  events.id.push(eventId);
  events.pointId.push(pointId);
  events.seq.push(seq);
  events.cycle.push(event.cycle);
  events.kind.push(event.kind);
  events.day.push(event.day);
  events.recordedSecond.push(event.recordedSecond);
  events.status.push(event.statusAfter);
  events.detail.push(check === null ? null : JSON.stringify({ result: check, reason }));
  if (check === null) return;
  checks.eventId.push(eventId);
  checks.pointId.push(pointId);
  checks.cycle.push(event.cycle);
  checks.day.push(event.day);
  checks.result.push(check);
  checks.reason.push(reason);
}

function wellKnownText({ position, shape }: GeneratedPoint): string {
  if (shape === null) return `POINT(${position.join(' ')})`;
  const vertices = shape.vertices.map((vertex) => vertex.join(' ')).join(',');
  return shape.kind === 'line' ? `LINESTRING(${vertices})` : `POLYGON((${vertices}))`;
}

function emptyRows(): CityRows {
  return {
    points: {
      id: [],
      name: [],
      kind: [],
      category: [],
      geometry: [],
      status: [],
      sinceDay: [],
      cycle: [],
      createdSecond: [],
    },
    cycles: {
      pointId: [],
      number: [],
      openedDay: [],
      openedBy: [],
      eliminatedDay: [],
      handedOverDay: [],
    },
    events: {
      id: [],
      pointId: [],
      seq: [],
      cycle: [],
      kind: [],
      day: [],
      recordedSecond: [],
      status: [],
      detail: [],
    },
    checks: { eventId: [], pointId: [], cycle: [], day: [], result: [], reason: [] },
    flags: { pointId: [], flag: [], fromOn: [], toOn: [], dueOn: [], recordedSecond: [] },
  };
}
