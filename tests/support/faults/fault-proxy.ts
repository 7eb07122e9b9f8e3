import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { portOf } from '#tests/support/processes/listening-port.ts';

/** The fate of a connection at the statement that a fault waits for. */
export type Fault =
  /** The statement never reaches the database. */
  | 'cut before'
  /** The database executes it; its answer is lost and the connection ends in order. */
  | 'cut after'
  /** The same, but the connection ends with a reset. */
  | 'reset after'
  /** The database executes it; then no byte passes in either direction, and neither side is told. */
  | 'silence after';

export type FaultProxy = {
  /** The address of the same database through the proxy. */
  url: string;
  /** Statements that came outside a transaction, without the driver's question for types at a new connection. */
  readonly outside: readonly string[];
  /** Sets a fault for the next statement that matches; resolves once it has happened. */
  next(statement: RegExp, fault: Fault): Promise<void>;
  /** Ends all connections at once. */
  cutAll(): void;
  /** Lets no byte through the present connections any more; new ones are served. */
  silenceAll(): void;
  /** Accepts new connections and never answers on them. */
  silenceNew(silent: boolean): void;
  /** Resets new connections at once, as a machine does whose database is down, until they are admitted again. */
  refuse(refusing: boolean): void;
  /** Number of connections that were refused. */
  readonly refused: number;
  /** Serves new connections again, and cancels a fault that has not happened. */
  heal(): void;
  close(): Promise<void>;
};

type Line = {
  client: Socket;
  server: Socket;
  silent: boolean;
  inTransaction: boolean;
  afterAnswer: (() => void) | null;
};
type Waiting = { statement: RegExp; fault: Fault; met: () => void };

/** Faults that the proxy makes on the connections at present. */
type State = {
  lines: Set<Line>;
  outside: string[];
  refusing: boolean;
  refused: number;
  newSilent: boolean;
  waiting: Waiting | null;
};

/** Starts a TCP proxy before a PostgreSQL server that breaks connections at chosen moments. */
export async function startFaultProxy(databaseUrl: string): Promise<FaultProxy> {
  const target = new URL(databaseUrl);
  const state: State = {
    lines: new Set(),
    outside: [],
    refusing: false,
    refused: 0,
    newSilent: false,
    waiting: null,
  };
  const listener = createServer((client) => {
    if (state.refusing) {
      state.refused += 1;
      client.resetAndDestroy();
    } else open(state, client, target);
  });
  listener.listen(0, '127.0.0.1');
  await once(listener, 'listening');
  const url = new URL(databaseUrl);
  url.host = `127.0.0.1:${portOf(listener)}`;
  return {
    url: url.href,
    outside: state.outside,
    get refused() {
      return state.refused;
    },
    next: (statement, fault) =>
      new Promise((met) => {
        state.waiting = { statement, fault, met };
      }),
    cutAll() {
      for (const line of state.lines) cut(state, line);
    },
    silenceAll() {
      for (const line of state.lines) line.silent = true;
    },
    silenceNew(silent) {
      state.newSilent = silent;
    },
    refuse(on) {
      state.refusing = on;
    },
    heal() {
      state.waiting = null;
      state.refusing = false;
      state.newSilent = false;
    },
    async close() {
      for (const line of state.lines) {
        line.client.destroy();
        line.server.destroy();
      }
      listener.close();
      await once(listener, 'close');
    },
  };
}

/** Joins a client to the database, and looks at what passes between them. */
function open(state: State, client: Socket, target: URL): void {
  const server = connect(Number(target.port), target.hostname);
  const line: Line = {
    client,
    server,
    silent: state.newSilent,
    inTransaction: false,
    afterAnswer: null,
  };
  state.lines.add(line);
  for (const socket of [client, server]) {
    socket.setNoDelay(true);
    socket.on('error', () => line.silent || cut(state, line, true));
    // On a silent connection neither side learns of the other's end.
    socket.on('close', () => line.silent || cut(state, line));
    // The fault has happened also where the connection ends before the answer.
    socket.on('close', () => line.afterAnswer?.());
  }
  const read = statementReader();
  client.on('data', (chunk: Buffer) => {
    for (const { bytes, statement } of read(chunk)) forward(state, line, bytes, statement);
  });
  server.on('data', (chunk: Buffer) => {
    if (line.silent) return;
    if (line.afterAnswer === null) client.write(chunk);
    else if (endsReady(chunk)) line.afterAnswer();
  });
}

/** Sends a message on, unless it is the statement that a fault waits for. */
function forward(state: State, line: Line, bytes: Buffer, statement: string | null): void {
  const fault = state.waiting;
  if (line.silent || line.client.destroyed) return;
  if (statement !== null) watch(state, line, statement);
  if (fault !== null && statement !== null && fault.statement.test(statement)) {
    state.waiting = null;
    if (fault.fault === 'cut before') {
      cut(state, line);
      fault.met();
      return;
    }
    line.afterAnswer = () => {
      if (fault.fault === 'silence after') line.silent = true;
      else cut(state, line, fault.fault === 'reset after');
      fault.met();
    };
  }
  line.server.write(bytes);
}

/** Notes whether a transaction is under way, and statements that came outside one. */
function watch({ outside }: State, line: Line, statement: string): void {
  if (/^begin\b/.test(statement)) line.inTransaction = true;
  else if (/^(commit|rollback)$/.test(statement)) line.inTransaction = false;
  else if (!line.inTransaction && !/\bpg_catalog\.pg_type\b/.test(statement)) {
    outside.push(statement);
  }
}

function cut({ lines }: State, line: Line, byReset = false): void {
  lines.delete(line);
  if (byReset) line.client.resetAndDestroy();
  else line.client.end(() => line.client.destroy());
  line.server.destroy();
}

/** One message of a client to PostgreSQL; `statement` is the text that it makes the server execute. */
type ClientMessage = { bytes: Buffer; statement: string | null };

const PARSE = 'P'.charCodeAt(0);
const BIND = 'B'.charCodeAt(0);
const QUERY = 'Q'.charCodeAt(0);

/**
 * Cuts a client's bytes into messages and names the statement of each one that executes something, also where it was
 * prepared earlier on the connection. The first message (startup) has no type byte.
 */
function statementReader(): (chunk: Buffer) => ClientMessage[] {
  const prepared = new Map<string, string>();
  let rest: Buffer = Buffer.alloc(0);
  let started = false;

  function statementOf(message: Buffer): string | null {
    const [first = '', second = ''] = message.toString('utf8', 5).split('\0', 2);
    if (message[0] === PARSE) prepared.set(first, second);
    if (message[0] === QUERY) return first;
    return message[0] === BIND ? (prepared.get(second) ?? null) : null;
  }

  return (chunk) => {
    rest = Buffer.concat([rest, chunk]);
    const messages: ClientMessage[] = [];
    for (;;) {
      const at = started ? 1 : 0;
      if (rest.length < at + 4) return messages;
      const length = at + rest.readUInt32BE(at);
      if (rest.length < length) return messages;
      const bytes = rest.subarray(0, length);
      messages.push({ bytes, statement: started ? statementOf(bytes) : null });
      rest = rest.subarray(length);
      started = true;
    }
  };
}

/** Tests whether an answer of the server ends with "ready for the next statement". */
function endsReady(chunk: Buffer): boolean {
  return chunk.length >= 6 && chunk.readUIntBE(chunk.length - 6, 5) === 0x5a_00_00_00_05;
}
