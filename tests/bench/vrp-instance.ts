import {
  NO_LOCKS,
  type RoutingProblem,
  type RoutingStop,
  type RoutingTeam,
  type TravelMatrix,
} from '#server/methods/routing/routing-problem.ts';

/** A standard instance; lengths and times are its own units times `scale`, whole numbers. */
export type VrpInstance = { problem: RoutingProblem; scale: number };

type Node = {
  x: number;
  y: number;
  demand: number;
  ready: number;
  due: number;
  service: number;
};

/** Solomon's text: times equal distances, which are cut to one decimal as in the DIMACS challenge. */
export function parseSolomon(text: string): VrpInstance {
  const rows = text
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number))
    .filter((row) => row.length >= 2 && row.every((value) => Number.isFinite(value)));
  const [fleet, ...lines] = rows;
  const nodes = lines.map(([, x = 0, y = 0, demand = 0, ready = 0, due = 0, service = 0]) => ({
    x,
    y,
    demand,
    ready: ready * 10,
    due: due * 10,
    service: service * 10,
  }));
  const tenths = (a: Node, b: Node) => Math.floor(10 * Math.hypot(a.x - b.x, a.y - b.y) + 1e-9);
  const [vehicles = 0, capacity = 0] = fleet ?? [];
  return { problem: problemOf(nodes, { vehicles, capacity }, tenths), scale: 10 };
}

/** TSPLIB's CVRP: distances EUC_2D, rounded to whole numbers; as many vehicles as are wanted. */
export function parseUchoa(text: string): VrpInstance {
  const capacity = Number(/CAPACITY\s*:\s*(\d+)/.exec(text)?.[1]);
  const section = (name: string) =>
    (new RegExp(`${name}\\s*\\n([\\d\\s.eE+-]*)`).exec(text)?.[1] ?? '')
      .trim()
      .split('\n')
      .map((line) => line.trim().split(/\s+/).map(Number));
  const demands = new Map(section('DEMAND_SECTION').map(([id = 0, demand = 0]) => [id, demand]));
  const nodes = section('NODE_COORD_SECTION').map(([id = 0, x = 0, y = 0]) => ({
    x,
    y,
    demand: demands.get(id) ?? 0,
    service: 0,
    ready: Number.NEGATIVE_INFINITY,
    due: Number.POSITIVE_INFINITY,
  }));
  const total = nodes.reduce((sum, { demand }) => sum + demand, 0);
  const vehicles = Math.ceil((1.2 * total) / capacity) + 4;
  const rounded = (a: Node, b: Node) => Math.round(Math.hypot(a.x - b.x, a.y - b.y));
  return { problem: problemOf(nodes, { vehicles, capacity }, rounded), scale: 1 };
}

/** The cost that a solution file states. */
export function parseBestKnown(text: string): number {
  return Number(/Cost\s+([\d.]+)/i.exec(text)?.[1]);
}

function problemOf(
  nodes: readonly Node[],
  fleet: { vehicles: number; capacity: number },
  distance: (a: Node, b: Node) => number,
): RoutingProblem {
  const [depot, ...customers] = nodes;
  const size = nodes.length;
  const metres = Float64Array.from(nodes.flatMap((a) => nodes.map((b) => distance(a, b))));
  const matrix: TravelMatrix = { size, seconds: metres, metres };
  const stops = customers.map((node, index): RoutingStop => ({
    id: String(index + 1),
    place: index + 1,
    serviceSeconds: node.service,
    windows: Number.isFinite(node.due) ? [{ from: node.ready, to: node.due }] : [],
    priority: 1,
    demand: node.demand,
    skills: [],
    locks: NO_LOCKS,
  }));
  const teams = Array.from({ length: fleet.vehicles }, (_, index): RoutingTeam => ({
    id: String(index + 1),
    start: 0,
    end: 0,
    hours: { from: depot?.ready ?? 0, to: depot?.due ?? 0 },
    breaks: [],
    skills: [],
    maxStops: null,
    capacity: fleet.capacity,
    profile: 'plane',
  }));
  return {
    stops,
    teams,
    matrices: { plane: matrix },
    options: {
      seed: 1,
      budget: { milliseconds: 10_000 },
      scope: { kind: 'everything' },
      weights: { metre: 1, second: 0, team: 0, balance: 0 },
      fewestTeams: false,
    },
  };
}
