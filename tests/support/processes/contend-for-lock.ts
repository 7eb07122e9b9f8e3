// Takes or gives back the lock of a folder at each line of its input, and prints what came of it.
import { createInterface } from 'node:readline';

import { DatabaseFolderLockedError } from '#server/db/folder-locked-error.ts';
import { lockFolder } from '#server/db/folder-lock.ts';

const [folder = ''] = process.argv.slice(2);
let release: (() => Promise<void>) | null = null;

async function take(): Promise<string> {
  try {
    release = await lockFolder(folder);
    return 'won';
  } catch (error) {
    if (error instanceof DatabaseFolderLockedError) return 'refused';
    throw error;
  }
}

async function giveBack(): Promise<string> {
  await release?.();
  release = null;
  return 'given back';
}

console.log('ready');
for await (const line of createInterface({ input: process.stdin })) {
  console.log(line === 'take' ? await take() : await giveBack());
}
