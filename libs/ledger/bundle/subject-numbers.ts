import { hash, randomBytes } from 'node:crypto';

const SMALLEST = 2 ** 10;
const FULLEST = 0.6;

/**
 * The last number of each subject, in 12 bytes for a subject: a log of a million entries can have as many. A subject is known by 64 bits of
 * a hash with a random key, so that nobody can prepare two that are taken for one.
 */
export class SubjectNumbers {
  readonly #key = randomBytes(16).toString('hex');
  #capacity = SMALLEST;
  #high = new Uint32Array(SMALLEST);
  #low = new Uint32Array(SMALLEST);
  /** 0: the place is free. */
  #numbers = new Uint32Array(SMALLEST);
  #count = 0;

  /** How many subjects there are. */
  get count(): number {
    return this.#count;
  }

  /** Sets the subject's last number, from 1 to 2^32 - 1, and answers the one before; 0: the subject is new. */
  replace(subject: string, number: number): number {
    const digest = hash('sha256', this.#key + subject, 'buffer');
    const before = this.#set(digest.readUInt32LE(0), digest.readUInt32LE(4), number);
    if (before === 0 && ++this.#count > this.#capacity * FULLEST) this.#grow();
    return before;
  }

  #set(high: number, low: number, number: number): number {
    const place = this.#placeOf(high, low);
    const before = this.#numbers[place] as number;
    this.#high[place] = high;
    this.#low[place] = low;
    this.#numbers[place] = number;
    return before;
  }

  #placeOf(high: number, low: number): number {
    let place = low % this.#capacity;
    while (this.#numbers[place] !== 0 && (this.#high[place] !== high || this.#low[place] !== low))
      place = (place + 1) % this.#capacity;
    return place;
  }

  #grow(): void {
    const [high, low, numbers] = [this.#high, this.#low, this.#numbers];
    this.#capacity *= 2;
    this.#high = new Uint32Array(this.#capacity);
    this.#low = new Uint32Array(this.#capacity);
    this.#numbers = new Uint32Array(this.#capacity);
    numbers.forEach((number, at) => {
      if (number > 0) this.#set(high[at] as number, low[at] as number, number);
    });
  }
}
