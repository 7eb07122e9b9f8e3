import type { Actor, Role } from '#server/contract/permission.ts';
import { REACH } from '#server/contract/permission.ts';
import type { ProposalDetail } from '#server/contract/proposal.ts';
import { asSystem } from '#server/db/transaction.ts';
import { weightedChoice } from '#server/generator/random.ts';

import { type City, NothingThere, paperFor, type Player, sceneOf } from './city.ts';
import { type Asked, type Move, MOVES } from './moves.ts';

/** One step of a sequence: plain numbers, so that it can be printed, left out and given again. */
export type Step = {
  /** Player by the place in the cast. */
  who: number;
  /** Draws the move and all in it. */
  seed: number;
  /** Chooses the player of the cast who is asked to confirm what takes two; null: nobody. */
  second: number | null;
};

/** Sequence of one gamer or of two, about some communes. */
export type Game = { cast: readonly number[]; focus: readonly number[]; steps: readonly Step[] };

export type Sent = {
  by: string;
  role: Role;
  path: string;
  body: unknown;
  status: number;
  code: string | null;
};

export type Taken = {
  operation: string;
  sent: Sent[];
  /** True where the register took it. */
  accepted: boolean;
  asked: Asked;
  /** Persons who stand behind it, with the role in which they acted. */
  persons: readonly Actor[];
};

/** Role and communes in which each player acts now. */
export async function standing(city: City): Promise<Map<string, Actor>> {
  const now = city.test.clock.now();
  const found = new Map<string, Actor>();
  const held = await asSystem(
    city.test.database,
    (sql) =>
      sql<{ id: string; role: Role; communeIds: number[] }[]>`
      select app_user.id, acting.role, acting.commune_ids
      from app_user
      cross join lateral acting_role(app_user.id, ${now}) acting
      where app_user.id = any (${city.players.map(idOf)}::text[])`,
  );
  for (const { id, role, communeIds } of held) {
    found.set(id, { accountId: id, role, reach: REACH[role], communeIds });
  }
  return found;
}

export const idOf = ({ client }: Player): string => client.account?.accountId ?? '';

/**
 * Takes one step.
 * @param before is told of the operation before anything is sent
 * @returns null where there was nothing to do
 */
export async function take(
  city: City,
  game: Game,
  step: Step,
  before: (operation: string) => Promise<void> = () => Promise.resolve(),
): Promise<Taken | null> {
  const acting = await standing(city);
  const player = playerAt(city, game, step.who);
  const actor = acting.get(idOf(player));
  if (actor === undefined) return null;
  const scene = sceneOf(
    city,
    { ...player, role: actor.role },
    { focus: game.focus, seed: step.seed },
  );
  const moves = MOVES.filter(({ roles }) => roles.includes(actor.role));
  if (moves.length === 0) return null;
  const weighted = moves.map((item) => ({ item, weight: item.weight ?? 1 }));
  const move = weightedChoice(scene.random, weighted)();
  const asked = await ask(move, scene);
  if (asked === null) return null;
  await before(move.operation);
  const first = await send(player, actor.role, asked.path, asked.body);
  const { askedBy } = asked;
  const asker =
    askedBy === undefined
      ? []
      : [
          acting.get(askedBy.accountId) ?? {
            ...askedBy,
            reach: REACH[askedBy.role],
            communeIds: [],
          },
        ];
  const taken = { operation: move.operation, asked, persons: [...asker, actor] };
  if (first.status < 300) return { ...taken, sent: [first.sent], accepted: true };
  if (first.sent.code !== 'proposal.needed' || asked.proposal === undefined) {
    return { ...taken, sent: [first.sent], accepted: false };
  }
  const rest = await byTwo(city, { game, step, player, actor, asked, acting });
  return { ...taken, ...rest, sent: [first.sent, ...rest.sent] };
}

async function ask(move: Move, scene: Parameters<Move['ask']>[0]): Promise<Asked | null> {
  try {
    return await move.ask(scene);
  } catch (error) {
    if (error instanceof NothingThere) return null;
    throw error;
  }
}

type Need = {
  game: Game;
  step: Step;
  player: Player;
  actor: Actor;
  asked: Asked;
  acting: ReadonlyMap<string, Actor>;
};

/** Asks for what takes two, and lets the second player of the step confirm it. */
async function byTwo(city: City, { game, step, player, actor, asked, acting }: Need) {
  const proposal = { ...asked.proposal, paperId: await paperFor(city, player, actor.role) };
  const proposed = await send(player, actor.role, '/api/proposals', proposal);
  const sent = [proposed.sent];
  const refused = { sent, accepted: false, persons: [actor] };
  if (proposed.status >= 300 || step.second === null) return refused;
  const { id, point, deciderRoles } = proposed.answer as ProposalDetail;
  // Now and then somebody who may not confirm it tries.
  const able = game.cast.filter((place) => {
    const role = acting.get(idOf(playerOf(city, place)))?.role;
    return role !== undefined && deciderRoles.includes(role);
  });
  const among = able.length > 0 && step.seed % 5 > 0 ? able : game.cast;
  const second = playerOf(city, among[step.second % among.length]);
  const decider = acting.get(idOf(second));
  if (decider === undefined) return refused;
  const path = `/api/proposals/${id}/confirm`;
  const confirmed = await send(second, decider.role, path, {
    pointVersion: point?.version ?? null,
  });
  sent.push(confirmed.sent);
  return { sent, accepted: confirmed.status < 300, persons: [actor, decider] };
}

function playerAt(city: City, { cast }: Game, place: number): Player {
  return playerOf(city, cast[place % cast.length]);
}

function playerOf(city: City, place: number | undefined): Player {
  const player = city.players[place ?? -1];
  if (player === undefined) throw new Error('the cast names nobody');
  return player;
}

async function send(player: Player, role: Role, path: string, body: unknown) {
  const response = await player.client.post(path, body).catch((error: unknown) => {
    throw new Error(`broken by ${role}: ${path} ${JSON.stringify(body)}`, { cause: error });
  });
  const answer: unknown = await response.json().catch(() => null);
  const code = response.ok ? null : ((answer as { code?: string } | null)?.code ?? '?');
  const sent: Sent = { by: player.name, role, path, body, status: response.status, code };
  if (response.status >= 500) throw new Error(`broken by ${JSON.stringify(sent)}`);
  return { status: response.status, answer, sent };
}
