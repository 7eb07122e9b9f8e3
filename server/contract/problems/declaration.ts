/**
 * One expected failure: its HTTP status and what a reader is told, first what happened, then what to do.
 * `{name}` stands for a parameter of the problem; a part in `[…]` is left out when a parameter in it was not given.
 */
export type ProblemDeclaration = {
  status: number;
  vi: string;
  en: string;
  /** Named constraints of the database whose breach means this, even where the code forgot to look. */
  constraints?: readonly string[];
};

export type ProblemDeclarations = Readonly<Record<string, ProblemDeclaration>>;
