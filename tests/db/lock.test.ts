import { spawnSync } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { openDatabase } from '#server/db/client.ts';
import { lockFolder } from '#server/db/folder-lock.ts';
import { type ChildScript, startScript } from '#tests/support/processes/child-process.ts';

let folder: string;
let children: ChildScript[];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'diaban-lock-'));
  children = [];
});
afterEach(async () => {
  await Promise.all(children.map((child) => child.killNine()));
  await rm(folder, { recursive: true });
});

async function startContender(): Promise<ChildScript> {
  const child = startScript('contend-for-lock', folder);
  children.push(child);
  expect(await child.nextLine()).toBe('ready');
  return child;
}

async function ask(child: ChildScript, line: 'take' | 'give back'): Promise<string> {
  child.say(line);
  return await child.nextLine();
}

async function leaveLock(holding: { name?: string; pid: number; host?: string; token: string }) {
  const { name = 'lock', pid, host = hostname(), token } = holding;
  const content = { pid, startedAt: 'another boot/1', host, token };
  await writeFile(join(folder, name), JSON.stringify(content));
}

async function readHolder(): Promise<number> {
  const holding: { pid: number } = JSON.parse(await readFile(join(folder, 'lock'), 'utf8'));
  return holding.pid;
}

function deadPid(): number {
  return spawnSync(process.execPath, ['-e', '']).pid;
}

describe('the lock of a data folder', () => {
  it('keeps a second process from opening the database, and says who has it and what to do', async () => {
    const holder = await startContender();
    expect(await ask(holder, 'take')).toBe('won');

    const opening = openDatabase({ databaseUrl: null, dataDirectory: folder });
    await expect(opening).rejects.toMatchObject({
      code: 'database.folder_locked',
      parameters: { pid: holder.pid },
    });
    await expect(opening).rejects.toThrow(`tiến trình ${holder.pid}`);
    await expect(opening).rejects.toThrow(
      `in use by process ${holder.pid} on ${hostname()}. Stop that process`,
    );
  });

  it('is refused to the process that already holds it', async () => {
    const release = await lockFolder(folder);
    await expect(lockFolder(folder)).rejects.toThrow(`process ${process.pid}`);
    await release();
  });

  it('leaves nothing behind when it is given back, and can be taken again', async () => {
    const release = await lockFolder(folder);
    await release();
    expect(await readdir(folder)).toEqual([]);
    const again = await lockFolder(folder);
    await again();
  });

  it('is taken over from a process that was killed', async () => {
    const holder = await startContender();
    expect(await ask(holder, 'take')).toBe('won');
    await holder.killNine();

    await lockFolder(folder);
    expect(await readdir(folder)).toEqual(['lock']);
    expect(await readHolder()).toBe(process.pid);
  });

  it('is taken over when its process number now belongs to another process', async () => {
    await leaveLock({ pid: process.ppid, token: 'old' });
    await lockFolder(folder);
    expect(await readHolder()).toBe(process.pid);
  });

  it('is taken over from a process that died while taking it over', async () => {
    await leaveLock({ pid: deadPid(), token: 'first' });
    await leaveLock({ name: 'lock.first', pid: deadPid(), token: 'second' });
    await lockFolder(folder);
    expect(await readdir(folder)).toEqual(['lock']);
  });

  it('is left to a process of another machine, which cannot be looked at', async () => {
    await leaveLock({ pid: deadPid(), host: 'elsewhere', token: 'far' });
    await expect(lockFolder(folder)).rejects.toThrow('If elsewhere no longer uses this folder');
  });

  it('is left alone when its file cannot be read', async () => {
    await writeFile(join(folder, 'lock'), '');
    await expect(lockFolder(folder)).rejects.toThrow(/cannot be read/);
  });

  it('goes to exactly one of many attempts at once', async () => {
    const pid = deadPid();
    for (let round = 0; round < 50; round += 1) {
      await leaveLock({ pid, token: `dead-${round}` });
      const attempts = await Promise.allSettled(
        Array.from({ length: 12 }, () => lockFolder(folder)),
      );
      const winners = attempts.filter((attempt) => attempt.status === 'fulfilled');
      expect(winners).toHaveLength(1);
      await winners[0]?.value();
      expect(await readdir(folder)).toEqual([]);
    }
  });

  it('goes to exactly one of several processes that take over at once', async () => {
    const contenders = await Promise.all([1, 2, 3, 4].map(startContender));
    const pid = deadPid();
    for (let round = 0; round < 100; round += 1) {
      await leaveLock({ pid, token: `dead-${round}` });
      const answers = await Promise.all(contenders.map((child) => ask(child, 'take')));
      expect(answers.toSorted()).toEqual(['refused', 'refused', 'refused', 'won']);
      await Promise.all(contenders.map((child) => ask(child, 'give back')));
    }
  });
});
