import type { ExaminedFile } from '../../evidence-files/examined-file.js';
import type { Caller } from '../../auth/caller.js';
import type { Command } from '../idempotency/command.js';

declare module 'express-serve-static-core' {
  /** What the guard and the interceptor leave on a request for its handler. */
  interface Request {
    /** Who asks; absent on public routes. */
    caller?: Caller;
    /** Set on a request that changes something. */
    command?: Command;
    /** The file of an upload that was examined and not kept yet. */
    upload?: ExaminedFile;
  }
}
