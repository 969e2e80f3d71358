import { applyDecorators, SetMetadata } from '@nestjs/common';
import { ApiExtension } from '@nestjs/swagger';

/**
 * What an auditor may see by that role alone, as a look at it is called on record. What everybody is shown is none of it: units, posts,
 * calendars, duties, cycles, plans.
 */
export type SightName =
  | 'obligations'
  | 'obligation'
  | 'timeline'
  | 'explanation'
  | 'occurrences'
  | 'figures'
  | 'incidents'
  | 'incident'
  | 'inquiries'
  | 'inquiry'
  | 'inquiry-file'
  | 'meetings'
  | 'meeting'
  | 'document'
  | 'evidence-file'
  | 'roles'
  | 'ledger-entries'
  | 'ledger-proof'
  | 'workflow-history'
  | 'ledger-export';

export const LOOK = Symbol('look');
/** Says the same in the OpenAPI document. */
export const LOOK_MARK = 'x-auditors-look';

/** What the description of each such route ends with. */
export const ABOUT_LOOKS =
  'What an auditor sees by that role alone is put on record first (`auditor-looked` of `looks/<officer>`): what was asked for, once in ' +
  'ten minutes, and never words that were searched for. Where it cannot be recorded, it is not shown (503).';

/** A reading that is put on record where only the auditor's role shows it. */
export const Look = (what: SightName): MethodDecorator =>
  applyDecorators(SetMetadata(LOOK, what), ApiExtension(LOOK_MARK, what)) as MethodDecorator;
