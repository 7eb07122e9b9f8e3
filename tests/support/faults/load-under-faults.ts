import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';

import type { Database } from '#server/db/client.ts';

import { newPoint } from '#tests/support/points/register-acts.ts';
import type { TestClient } from '#tests/support/test-app.ts';

/** A place that somebody proposes, under a name that nobody else uses. */
export type Proposal = { name: string; accountId: string; key: string };
export type Load = {
  proposals: Proposal[];
  /** Number of answers 503 with a code. */
  turnedAway: number;
  /** Number of requests turned away after their transaction was committed. */
  committed: number;
  /** Answers that are neither a success nor 503. */
  odd: string[];
  /** Names of requests turned away of which rows stayed that no commit had made. */
  torn: string[];
  /** Measures the milliseconds until each client had a success of a request that was sent from now on. */
  untilServed(): Promise<number>;
  /** Lets each client end with a success; no request is left in doubt. */
  end(): Promise<void>;
};

const AGAIN_MILLISECONDS = 50;

/**
 * Lets each client propose one place after another. A request that is turned away is looked up in the database, which
 * `direct` reaches by another way, and sent again under its key.
 */
export function proposeUnderFaults(clients: readonly TestClient[], direct: Database): Load {
  /** Clients that had a success since the latest moment from which they are counted. */
  let counted = { since: 0, served: new Set<TestClient>() };
  let goOn = true;
  const load: Load = {
    proposals: [],
    turnedAway: 0,
    committed: 0,
    odd: [],
    torn: [],
    async untilServed() {
      const since = performance.now();
      const served = new Set<TestClient>();
      counted = { since, served };
      while (served.size < clients.length) await pause(AGAIN_MILLISECONDS);
      return performance.now() - since;
    },
    async end() {
      goOn = false;
      await working;
    },
  };

  async function proposeAgainAndAgain(client: TestClient): Promise<void> {
    while (goOn) {
      const accountId = client.account?.accountId ?? '';
      const proposal = { name: `Quán ${randomUUID()}`, accountId, key: randomUUID() };
      load.proposals.push(proposal);
      while (!(await propose(client, proposal))) await pause(AGAIN_MILLISECONDS);
    }
  }

  /** Sends the request once; false when it has to be sent again. */
  async function propose(client: TestClient, proposal: Proposal): Promise<boolean> {
    const sentAt = performance.now();
    const { name, key } = proposal;
    const answer = await client.post('/api/points', newPoint({ officialName: name }), {
      'idempotency-key': key,
    });
    const text = await answer.text();
    if (answer.status === 503 && /"code":"(server.not_ready|request.timeout)"/.test(text)) {
      load.turnedAway += 1;
      const left = await untilAnswered(() => readLeft(direct, proposal));
      if (left.commits > 0) load.committed += 1;
      if (left.points !== left.commits || left.events !== left.commits) load.torn.push(name);
      return false;
    }
    if (answer.status !== 201) load.odd.push(`${answer.status} ${text}`);
    if (sentAt >= counted.since) counted.served.add(client);
    return true;
  }

  const working = Promise.all(clients.map(proposeAgainAndAgain));
  return load;
}

type Left = { commits: number; points: number; events: number };

/** Counts the rows of a proposal, and its commits as the record of its key knows them, at one moment. */
async function readLeft(direct: Database, { name, key }: Proposal): Promise<Left> {
  const [left] = await direct.sql<Left[]>`
    select
      (
        select count(*) from idempotency_record where key = ${key} and jsonb_array_length(results) > 0
      )::integer as commits,
      (select count(*) from point where official_name = ${name})::integer as points,
      (
        select count(*) from event join point on point.id = event.point_id
        where point.official_name = ${name}
      )::integer as events`;
  return left ?? { commits: 0, points: 0, events: 0 };
}

/** Asks the database again until it answers: it may be restarting. */
export async function untilAnswered<T>(ask: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await ask();
    } catch {
      await pause(AGAIN_MILLISECONDS);
    }
  }
}
