import { afterEach, expect, it, vi } from 'vitest';

import { confirmed, hostConfirmation } from './confirm-again.ts';
import { ApiProblem } from './problem.ts';

const refusal = (code: string) =>
  new ApiProblem({ type: 'about:blank', title: '', status: 401, code, requestId: '' }, null);
const OLD = refusal('session.confirm_again');

let leave = () => {};
afterEach(() => leave());

/** Sends that fail as given, one after the other, and are taken then. */
function sends(...failures: Error[]) {
  return vi.fn<() => Promise<string>>(async () => {
    const failure = failures.shift();
    if (failure !== undefined) throw failure;
    return 'taken';
  });
}

it('a write is sent again after the person has confirmed', async () => {
  const ask = vi.fn<() => Promise<boolean>>(async () => true);
  leave = hostConfirmation(ask);
  const send = sends(OLD);
  expect(await confirmed(send)).toBe('taken');
  expect(send).toHaveBeenCalledTimes(2);
  expect(ask).toHaveBeenCalledTimes(1);
});

it('a person who does not confirm gets the refusal, and so does one whom nothing can ask', async () => {
  const send = sends(OLD, OLD);
  await expect(confirmed(send)).rejects.toBe(OLD);
  leave = hostConfirmation(async () => false);
  await expect(confirmed(send)).rejects.toBe(OLD);
  expect(send).toHaveBeenCalledTimes(2);
});

it('another refusal asks nobody', async () => {
  const ask = vi.fn<() => Promise<boolean>>(async () => true);
  leave = hostConfirmation(ask);
  const other = refusal('session.missing');
  await expect(confirmed(sends(other))).rejects.toBe(other);
  expect(ask).not.toHaveBeenCalled();
});

it('two writes at once ask one question', async () => {
  const answers: ((is: boolean) => void)[] = [];
  const ask = vi.fn<() => Promise<boolean>>(() => new Promise((resolve) => answers.push(resolve)));
  leave = hostConfirmation(ask);
  const both = Promise.all([confirmed(sends(OLD)), confirmed(sends(OLD))]);
  await vi.waitFor(() => expect(answers).toHaveLength(1));
  answers[0]?.(true);
  expect(await both).toEqual(['taken', 'taken']);
  expect(ask).toHaveBeenCalledTimes(1);
});
