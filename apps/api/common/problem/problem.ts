import { STATUS_CODES } from 'node:http';

/** One thing that is wrong with a request; `pointer` is a JSON pointer (RFC 6901) into it. */
export interface Fault {
  readonly pointer: string;
  readonly detail: string;
  /** In a body that people write in lines, such as a plan; counted from 1. */
  readonly line?: number;
}

export interface ProblemMore {
  readonly errors?: readonly Fault[];
  readonly retryAfterSeconds?: number;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Why a request was not done, as the answer says it (RFC 9457). Thrown anywhere below a controller. */
export class Problem extends Error {
  override readonly name = 'Problem';

  /**
   * @param code names the rule; clients may rely on it
   * @param detail one sentence for the person who asked: what is wrong and what to do
   */
  constructor(
    readonly status: number,
    readonly code: string,
    readonly detail: string,
    readonly more: ProblemMore = {},
  ) {
    super(`${status} ${code}: ${detail}`);
  }

  /** The body of the answer. */
  toBody(): Record<string, unknown> {
    return {
      type: `urn:luze:problem:${this.code}`,
      title: STATUS_CODES[this.status] ?? 'Error',
      status: this.status,
      detail: this.detail,
      code: this.code,
      ...(this.more.errors ? { errors: this.more.errors } : {}),
    };
  }
}

/** 400 with everything that is wrong. */
export const badRequest = (errors: readonly Fault[]): Problem =>
  new Problem(400, 'bad-request', 'The request is not as it must be; see errors.', { errors });

/** 401: nobody is known by this token. */
export const unauthorized = (detail: string): Problem =>
  new Problem(401, 'not-signed-in', detail, { headers: { 'WWW-Authenticate': 'Bearer' } });

/** 403: known, and not allowed. */
export const forbidden = (detail: string, code = 'not-allowed'): Problem => new Problem(403, code, detail);

/** 404: there is none, or the caller may not see it; the two are not told apart. */
export const notFound = (what: string): Problem => new Problem(404, 'not-found', `There is no such ${what}.`);

/** 409: a rule refuses; `code` names it. */
export const refused = (code: string, detail: string): Problem => new Problem(409, code, detail);

/** 503: something that this needs is away for now. */
export const unavailable = (code: string, detail: string, retryAfterSeconds = 2): Problem =>
  new Problem(503, code, detail, { retryAfterSeconds });
