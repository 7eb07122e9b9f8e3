/**
 * One expected failure: its HTTP status and what a reader is told, first what happened, then what to do.
 * `fillSentence` puts the problem's parameters into it.
 */
export type ProblemDeclaration = {
  status: number;
  vi: string;
  en: string;
  /** Named constraints of the database whose breach means this, even where the code forgot to look. */
  constraints?: readonly string[];
};

export type ProblemDeclarations = Readonly<Record<string, ProblemDeclaration>>;
