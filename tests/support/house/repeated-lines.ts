/** Lines that say nothing alone: blank ones, brackets, comments and imports. */
const THIN = /^([\W_]*|\/\/.*|\/?\*.*|--.*|import\b.*|\} from .*)$/;

/**
 * Lists the places, as `file:line`, at which lines begin that stood before to the letter, at least `least` of them that
 * say something. White space does not count.
 */
export function repeatsIn(texts: Iterable<readonly [string, string]>, least: number): string[] {
  const seen = new Set<string>();
  const found: string[] = [];
  for (const [file, text] of texts) {
    const lines = text
      .split('\n')
      .map((line, index) => ({ at: index + 1, said: line.trim().replaceAll(/\s+/g, ' ') }))
      .filter(({ said }) => !THIN.test(said));
    let newFrom = 0;
    for (let end = least; end <= lines.length; end += 1) {
      const run = lines.slice(end - least, end);
      const words = run.map(({ said }) => said).join('\n');
      if (!seen.has(words)) newFrom = end;
      else if (newFrom === end - 1) found.push(`${file}:${run[0]?.at}`);
      seen.add(words);
    }
  }
  return found;
}
