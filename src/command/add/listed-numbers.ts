import { ContractError, type HamsaClient, HamsaError, type PhoneNumber } from "../../index.js";

/** After so long, another program may have registered numbers, in ms. */
const MAX_AGE_MS = 30_000;

/** The list is read again after at least so many numbers were sent, */
const MIN_SENT = 10;

/** or more, so that reading costs at most a fraction of what sending costs: a fifth of the list's length. */
const SHARE_OF_LENGTH = 5;

/** A list that takes long is read again after so many times as long. */
const MAX_READ_SHARE = 10;

/** What Hamsa's list has of the numbers of this run. Long runs read it again, because other programs register numbers as well. */
export class ListedNumbers {
  readonly found = new Map<string, PhoneNumber>();
  readonly #hamsa: HamsaClient;
  /** The numbers of the run, by their digits: a list may spell them in another way. */
  readonly #wanted: ReadonlyMap<string, string>;
  #hasInvalidItems = false;
  #readAt = 0;
  #readMs = 0;
  #length = 0;
  #sent = 0;

  private constructor(hamsa: HamsaClient, numbers: readonly string[]) {
    this.#hamsa = hamsa;
    this.#wanted = new Map(numbers.map((number) => [digitsOf(number), number]));
  }

  static async read(hamsa: HamsaClient, numbers: readonly string[], signal: AbortSignal): Promise<ListedNumbers> {
    const listed = new ListedNumbers(hamsa, numbers);
    if (numbers.length > 0) await listed.#read(signal);
    return listed;
  }

  /** Whether the list has items that are not as described, any of which may be one of the numbers. */
  get hasInvalidItems(): boolean {
    return this.#hasInvalidItems;
  }

  /** Counts a number that was sent, so the list is read again in time. */
  countSent(): void {
    this.#sent += 1;
  }

  /** Reads the list again if it may have changed. If that fails, the journal still keeps every promise but this one. */
  async refresh(signal: AbortSignal, isForced = false): Promise<void> {
    const maxAge = Math.max(MAX_AGE_MS, MAX_READ_SHARE * this.#readMs);
    const maxSent = Math.max(MIN_SENT, this.#length / SHARE_OF_LENGTH);
    if (!isForced && this.#sent < maxSent && Date.now() - this.#readAt < maxAge) return;
    try {
      await this.#read(signal);
    } catch (error) {
      if (!(error instanceof HamsaError)) throw error;
      this.#startOver(Date.now());
    }
  }

  async #read(signal: AbortSignal): Promise<void> {
    const startedAt = Date.now();
    const [only, ...others] = this.#wanted.values();
    let length = 0;
    if (only !== undefined && others.length === 0) {
      // This search ends at the number, and reads past items that are not as described.
      const found = await this.#hamsa.findPhoneNumber(only, { signal });
      if (found) this.found.set(only, found);
    } else {
      try {
        for await (const each of this.#hamsa.listPhoneNumbers({}, { signal })) {
          length += 1;
          const number = this.#wanted.get(digitsOf(each.number));
          if (number !== undefined && each.type !== "SIP") this.found.set(number, each);
        }
      } catch (error) {
        if (!isAboutItems(error)) throw error;
        this.#hasInvalidItems = true;
      }
    }
    this.#length = length;
    this.#startOver(startedAt);
  }

  #startOver(startedAt: number): void {
    this.#readAt = Date.now();
    this.#readMs = this.#readAt - startedAt;
    this.#sent = 0;
  }
}

const digitsOf = (number: string) => number.replace(/[^0-9]/g, "").replace(/^0+/, "");

/** The client reports invalid items after all valid ones. Any other error ends the list early. */
function isAboutItems(error: unknown): boolean {
  return error instanceof ContractError && !error.violations.some(({ field }) => /^(?:data|the body)$/.test(field));
}
