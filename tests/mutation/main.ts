import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { makeMutants, type Mutant } from './make-mutants.ts';
import { filesOf, findRooms, type Room, sourceFiles, testsNamedAfter } from './rooms.ts';
import { NEVER_ENDED, startSession } from './start-session.ts';
import { dirname, join, normalize } from 'node:path';

const IMPORTED = /(?:from|import)\s*\(?\s*'(#[a-z]+\/|\.{1,2}\/)([^']+\.tsx?)'/g;

/**
 * Finds the unit tests that import a file, directly or not: the one of its own name first, then those of its folder,
 * then the others, the nearest first.
 */
function findRelatedTests(): (file: string) => string[] {
  const importers = new Map<string, string[]>();
  for (const file of sourceFiles()) {
    for (const imported of importsOf(file)) {
      importers.set(imported, [...(importers.get(imported) ?? []), file]);
    }
  }
  return (file) => {
    const distances = new Map([[file, 0]]);
    for (const [reached, distance] of distances) {
      for (const importer of importers.get(reached) ?? []) {
        if (!distances.has(importer)) distances.set(importer, distance + 1);
      }
    }
    const rank = (test: string) =>
      Number(!test.startsWith(file.replace(/tsx?$/, ''))) + Number(dirname(test) !== dirname(file));
    return [...distances.keys()].filter(isUnitTest).toSorted((a, b) => rank(a) - rank(b));
  };
}

function importsOf(file: string): string[] {
  return Array.from(readFileSync(file, 'utf8').matchAll(IMPORTED), ([, root = '', path = '']) =>
    root.startsWith('#') ? root.slice(1) + path : normalize(join(dirname(file), root, path)),
  );
}

function isUnitTest(file: string): boolean {
  return /\.test\.tsx?$/.test(file) && !/^tests\/.*\//.test(file);
}

// npm run mutants [-- ROOM … --sample N --seed S]: changes the source in small ways and lists the changes that no test
// noticed. Without --sample every mutant is tried, which takes hours.

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    sample: { type: 'string' },
    seed: { type: 'string', default: '1' },
    /** A file of handwritten mutants: JSON, each with `name`, `file`, `from` and `to`. */
    list: { type: 'string' },
  },
});
/** Number of test files for a mutant, or all those of its folder where these are more; farther ones seldom find more. */
const USUAL_TESTS = 8;

/** A mutant never ends when its tests take this many times as long as on the unchanged source, and a start besides. */
const NEVER_ENDS = 5;
const START_MILLISECONDS = 20_000;

const relatedTo = findRelatedTests();
const score = { killed: 0, survived: 0, untested: 0 };

if (values.list !== undefined) await tryMutants({ project: 'unit' }, writtenMutants(values.list));
else {
  for (const [name, room] of findRooms(positionals)) {
    const before = { ...score };
    await tryMutants(room, sampled(mutantsOf(room)));
    const [killed, survived] = [score.killed - before.killed, score.survived - before.survived];
    console.log(`${name}: killed ${killed} of ${killed + survived}`);
  }
}
const tried = score.killed + score.survived;
console.log(
  `\nkilled ${score.killed} of ${tried} (${((100 * score.killed) / Math.max(tried, 1)).toFixed(1)} %), ` +
    `survived ${score.survived}; no unit test reads the file of ${score.untested} more; seed ${values.seed}`,
);
if (tried === 0) process.exitCode = 1;

function mutantsOf(room: Room): Mutant[] {
  return filesOf(room).flatMap((file) => makeMutants(file, readFileSync(file, 'utf8')));
}

/** Draws the requested number of mutants and keeps the order of their files. */
function sampled(mutants: readonly Mutant[]): readonly Mutant[] {
  const wanted = Number(values.sample ?? mutants.length);
  const generator = xoroshiro128plus(Number(values.seed));
  const drawn = [...mutants];
  while (drawn.length > wanted) drawn.splice(uniformInt(generator, 0, drawn.length - 1), 1);
  return drawn;
}

function writtenMutants(path: string): Mutant[] {
  type Written = Required<Pick<Mutant, 'name' | 'file' | 'from' | 'to'>>;
  const written = JSON.parse(readFileSync(path, 'utf8')) as Written[];
  return written.map(({ name, file, from, to }) => {
    const source = readFileSync(file, 'utf8');
    const start = source.indexOf(from);
    if (start < 0 || source.includes(from, start + 1)) {
      throw new Error(`${name}: ${file} does not hold the text exactly once`);
    }
    const line = source.slice(0, start).split('\n').length;
    return { name, file, line, start, end: start + from.length, from, to };
  });
}

async function tryMutants(
  { project, tests: given }: Pick<Room, 'project' | 'tests'>,
  mutants: readonly Mutant[],
): Promise<void> {
  const session = startSession(project);
  const passing = new Map<string, { tests: readonly string[]; longest: number }>();
  for (const mutant of mutants) {
    const { file, name } = mutant;
    const known = passing.get(file) ?? (await passingTests(file));
    passing.set(file, known);
    const { tests, longest } = known;
    if (tests.length === 0) {
      score.untested += 1;
      continue;
    }
    const killedBy = await session.run(mutant, tests, longest);
    if (killedBy === null) score.survived += 1;
    else score.killed += 1;
    if (killedBy === null || name !== undefined) report(mutant, killedBy);
  }
  session.stop();

  /** Finds the tests of a file, without those that fail on the unchanged source: no mutant could be blamed for them. */
  async function passingTests(file: string) {
    let tests = given ?? (project === 'api' ? testsNamedAfter(file) : nearestTests(file));
    for (;;) {
      const begun = performance.now();
      const killedBy = await session.run(null, tests);
      const longest = START_MILLISECONDS + NEVER_ENDS * (performance.now() - begun);
      if (killedBy === null) return { tests: await readersOf(file, tests), longest };
      const what = killedBy === NEVER_ENDED ? `${file}, whose tests take too long` : killedBy;
      console.log(`left out, because it fails without any mutant: ${what}`);
      const passing = tests.filter((test) => !killedBy.startsWith(test));
      tests = passing.length < tests.length ? passing : [];
    }
  }

  /** Gives the tests if at least one of them runs the file, else none. */
  async function readersOf(file: string, tests: readonly string[]) {
    return (await session.run(broken(file), tests)) === null ? [] : tests;
  }
}

function nearestTests(file: string): string[] {
  const related = relatedTo(file);
  const beside = related.filter((test) => dirname(test) === dirname(file));
  return related.slice(0, Math.max(USUAL_TESTS, beside.length));
}

/** Makes a file that cannot be loaded: the tests that still pass never run it. */
function broken(file: string): Mutant {
  const to = "throw new Error('broken on purpose');";
  return { file, line: 1, start: 0, end: 0, from: '', to };
}

function report({ file, line, from, to, name }: Mutant, killedBy: string | null): void {
  const short = (text: string) => text.replace(/\s+/g, ' ').slice(0, 80);
  const by = killedBy === NEVER_ENDED ? 'never came to an end' : `killed by ${killedBy}`;
  const title = name === undefined ? '' : `${name}: `;
  console.log(`${title}${file}:${line}  ${short(from)} → ${short(to) || 'nothing'}`);
  console.log(killedBy === null ? '  survived' : `  ${by}`);
}
