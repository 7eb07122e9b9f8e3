import { test } from '@playwright/test';

/** Which time a test is being tried: 1, 2 … */
export function tried(): number {
  const { retry, repeatEachIndex, project } = test.info();
  return 1 + retry + repeatEachIndex * (project.retries + 1);
}

/** What a test writes has a name of its own each time it is tried: the first try may have got as far. */
export function anew(name: string): string {
  return tried() === 1 ? name : `${name} lần ${tried()}`;
}
