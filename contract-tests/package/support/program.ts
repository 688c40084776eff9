/** The program's input: its servers, and what to register. */
export interface ProgramInput {
  readonly servers: {
    readonly prism: string;
    readonly redirects: string;
    readonly hangs: string;
    readonly refuses: string;
  };
  readonly params: object;
  readonly options?: object;
  /** A file for attempts, if the runtime has files. */
  readonly file?: string;
}

/** The result of each step of the program. */
export type ProgramResult = Readonly<Record<string, unknown>>;

/** Runs the program of the consumer project in a runtime. */
export type RunProgram = (consumer: string, input: ProgramInput) => Promise<ProgramResult>;
