import { execFileSync } from 'node:child_process';

export type Changes = {
  /** The commit that the working tree is compared with. */
  since: string;
  files: string[];
};

/**
 * Lists the files that differ from a commit, new untracked ones included; by default from the commit where the branch
 * left main.
 */
export function findChanges(since = leftMain()): Changes {
  const tracked = git('diff', '--name-only', since);
  const untracked = git('ls-files', '--others', '--exclude-standard');
  return { since, files: [...new Set([...tracked, ...untracked])] };
}

function leftMain(): string {
  for (const main of ['origin/main', 'main']) {
    try {
      const [commit] = git('merge-base', 'HEAD', main);
      if (commit !== undefined) return commit;
    } catch {
      // This clone has no such branch.
    }
  }
  return 'HEAD';
}

function git(...parameters: string[]): string[] {
  const said = execFileSync('git', parameters, {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  return said.split('\n').filter((line) => line !== '');
}
