import type { ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';

/** A street's line: time from a question to the beginning of its answer, and what comes through in a second. */
export const STREET = { latencyMilliseconds: 400, bytesPerSecond: 50_000 };
/** Pieces that answers are sent in, each in its turn. */
const PIECE_BYTES = 1_000;

type Waiting = { answer: ServerResponse; rest: Buffer; sent: () => void };

/** A line that all answers share: each gets a piece in its turn, and none more than its part of the whole. */
export function slowLine({ latencyMilliseconds, bytesPerSecond }: typeof STREET) {
  const waiting: Waiting[] = [];
  let running = false;

  async function sendPieces(): Promise<void> {
    running = true;
    let free = performance.now();
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const piece = next.rest.subarray(0, PIECE_BYTES);
      const rest = next.rest.subarray(PIECE_BYTES);
      // A pause that took longer than wanted, on a busy machine, shortens the next.
      free += (piece.length / bytesPerSecond) * 1_000;
      const left = free - performance.now();
      if (left > 0) await pause(left);
      next.answer.write(piece);
      if (rest.length > 0) waiting.push({ ...next, rest });
      else next.sent();
    }
    running = false;
  }

  return {
    /** Settles when a question may be passed on. */
    latency: () => pause(latencyMilliseconds),
    /** Sends the body of an answer whose head is written, and ends it. */
    async send(answer: ServerResponse, body: Buffer): Promise<void> {
      await new Promise<void>((sent) => {
        waiting.push({ answer, rest: body, sent });
        if (!running) void sendPieces();
      });
      answer.end();
    },
  };
}
