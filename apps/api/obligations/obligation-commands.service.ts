import { Injectable } from '@nestjs/common';
import { endOfDay } from '../../../libs/domain/calendar/arithmetic.js';
import type { IncidentCommand } from '../../../libs/domain/incident/incident.js';
import type { StageCommand } from '../../../libs/domain/stage/commands.js';
import type { EvidenceItem } from '../../../libs/domain/stage/state.js';
import { obligationSubject } from '../../../libs/domain/subject/ids.js';
import type { Instant } from '../../../libs/domain/time.js';
import type { ObligationEntity } from '../../../libs/persistence/entities/obligation.entity.js';
import type { Caller } from '../auth/caller.js';
import type { Command } from '../common/idempotency/command.js';
import { isDate } from '../common/fields/index.js';
import { badRequest } from '../common/problem/problem.js';
import { Calendars } from '../calendars/calendars.js';
import { Documents } from '../documents/documents.js';
import { EvidenceFiles } from '../evidence-files/evidence-files.js';
import { branchesOf } from '../figures/branches.js';
import { SubjectCommands } from '../subjects/subject-commands.js';
import type {
  ConfirmationRequest,
  ExtensionRequest,
  InterventionRequest,
  PartyCommandRequest,
  ResumptionRequest,
  ReviewRequest,
  SuspensionRequest,
  WaiverRequest,
} from './dto/command.request.dto.js';
import type {
  EvidenceItemRequest,
  SightingRequest,
  SubmitEvidenceRequest,
} from './dto/evidence.request.dto.js';
import type { LetterRequest } from './dto/letter.request.dto.js';
import type { CommandResponse } from '../subjects/command.response.dto.js';
import { ConcernedPeople, type ConcernedParties } from './concerned-people.js';
import { closedRefusal, saysThatNothingRuns } from './closed-refusal.js';
import { requireFields, target, targets } from './command-fields.js';
import { checkedFigures, FIGURES } from './figure-evidence.js';
import { ObligationsService } from './obligations.service.js';
import { submissionFaults } from './submission-faults.js';

/** A command as a request makes it: who asks and when is added. */
export type Draft = StageCommand | IncidentCommand extends infer C
  ? C extends StageCommand | IncidentCommand
    ? Omit<C, 'id' | 'at' | 'actor'>
    : never
  : never;

/** Turns requests into commands of an obligation's subject: texts are stored first, and travel as documents. */
@Injectable()
export class ObligationCommands {
  constructor(
    private readonly obligations: ObligationsService,
    private readonly documents: Documents,
    private readonly concerned: ConcernedPeople,
    private readonly files: EvidenceFiles,
    private readonly calendars: Calendars,
    private readonly commands: SubjectCommands,
  ) {}

  sign(command: Command, id: string, { stage, party }: PartyCommandRequest): Promise<CommandResponse> {
    return this.send(command, id, async () => ({ kind: 'sign', ...target({ stage, party }) }));
  }

  submit(command: Command, id: string, request: SubmitEvidenceRequest): Promise<CommandResponse> {
    return this.submitMade(command, id, () => Promise.resolve(request));
  }

  /** The same with a request that is made of something else, and only where the ledger does not hold the command yet. */
  submitMade(
    command: Command,
    id: string,
    make: (obligation: ObligationEntity) => Promise<SubmitEvidenceRequest>,
  ): Promise<CommandResponse> {
    return this.send(command, id, async (obligation) => {
      const request = await make(obligation);
      const faults = submissionFaults(request, await this.missing(command, request.items), command.caller);
      if (faults.length > 0) throw badRequest(faults);
      const items = await this.withFigures(command, obligation, request.items);
      return {
        kind: 'submit',
        ...target(request),
        evidence: await Promise.all(items.map((item) => this.evidence(command.caller, item))),
        followUps: await Promise.all(
          (request.followUps ?? []).map(async ({ text, post, dueAt }) => ({
            document: await this.documents.keep(command.caller, text),
            post,
            due: await this.deadline(obligation, dueAt),
          })),
        ),
      };
    });
  }

  sight(command: Command, id: string, request: SightingRequest): Promise<CommandResponse> {
    const { requirements } = request;
    return this.send(command, id, async () => ({
      kind: 'sight',
      ...target(request),
      ...(requirements ? { requirements } : {}),
    }));
  }

  confirm(command: Command, id: string, request: ConfirmationRequest): Promise<CommandResponse> {
    const isDenial = request.verdict === 'deny';
    if (isDenial) requireFields(request, ['reason']);
    return this.send(command, id, async () => {
      if (isDenial)
        return {
          kind: 'deny',
          ...target(request),
          reason: await this.documents.keep(
            command.caller,
            request.reason as string,
            await this.concerned.whoActedFor(id, request),
          ),
        };
      const { scan } = request;
      if (scan !== undefined && !(await this.isStored(command, scan)))
        throw badRequest([{ pointer: '/scan', detail: 'no such file or document is stored' }]);
      return { kind: 'confirm', ...target(request), ...(scan === undefined ? {} : { scan }) };
    });
  }

  recordLetter(command: Command, id: string, request: LetterRequest): Promise<CommandResponse> {
    const { direction, number, date, summary, scan } = request;
    return this.send(command, id, async () => {
      if (scan !== undefined && (await this.files.unusable(command.caller, [scan])).size > 0)
        throw badRequest([{ pointer: '/scan', detail: 'no such file has been uploaded' }]);
      const text = [number, date, ...(summary === undefined ? [] : ['', summary])].join('\n');
      return {
        kind: 'record-letter',
        ...target(request),
        direction,
        document: await this.documents.keep(command.caller, text),
        ...(scan === undefined ? {} : { scan }),
      };
    });
  }

  confirmLetter(
    command: Command,
    id: string,
    letter: number,
    request: PartyCommandRequest,
  ): Promise<CommandResponse> {
    return this.send(command, id, async () => ({ kind: 'confirm-letter', ...target(request), letter }));
  }

  review(command: Command, id: string, request: ReviewRequest): Promise<CommandResponse> {
    if (request.verdict === 'return') requireFields(request, ['reason']);
    return this.send(command, id, async () => ({
      kind: 'review',
      ...target(request),
      verdict: request.verdict,
      reason: await this.reasonAbout(command, id, request),
      ...(request.within ? { within: request.within } : {}),
    }));
  }

  extension(command: Command, id: string, request: ExtensionRequest): Promise<CommandResponse> {
    if (request.action === 'request') requireFields(request, ['until', 'reason']);
    if (request.action === 'refuse') requireFields(request, ['reason']);
    return this.send(command, id, async (obligation) => {
      const until = request.until && (await this.deadline(obligation, request.until));
      if (request.action === 'request') {
        const reason = await this.documents.keep(command.caller, request.reason as string);
        return { kind: 'request-extension', ...target(request), until: until as Instant, reason };
      }
      return {
        kind: 'decide-extension',
        ...target(request),
        grant: request.action === 'grant',
        reason: await this.reasonAbout(command, id, request),
        ...(until ? { until } : {}),
      };
    });
  }

  suspend(command: Command, id: string, request: SuspensionRequest): Promise<CommandResponse> {
    return this.send(command, id, async () => ({
      kind: 'suspend',
      ...targets(request),
      reason: (await this.reasonAbout(command, id, request)) as string,
    }));
  }

  resume(command: Command, id: string, request: ResumptionRequest): Promise<CommandResponse> {
    return this.send(command, id, async () => ({
      kind: 'resume',
      ...targets(request),
      reason: await this.reasonAbout(command, id, request),
    }));
  }

  waive(command: Command, id: string, request: WaiverRequest): Promise<CommandResponse> {
    return this.send(command, id, async () => ({
      kind: 'waive',
      ...targets(request),
      reason: (await this.reasonAbout(command, id, request)) as string,
    }));
  }

  intervene(command: Command, id: string, request: InterventionRequest): Promise<CommandResponse> {
    if (request.kind === 'send-to-launch') requireFields(request, ['reason']);
    else if (request.kind !== 'urge') requireFields(request, ['until', 'reason']);
    return this.send(command, id, async (obligation) => {
      const reason = await this.reasonAbout(command, id, request);
      if (request.kind === 'urge') return { kind: 'urge', ...target(request), note: reason };
      if (request.kind === 'send-to-launch') {
        return { kind: 'send-to-launch', ...target(request), reason: reason as string };
      }
      const until = await this.deadline(obligation, request.until as string);
      return { kind: request.kind, ...target(request), until, reason: reason as string };
    });
  }

  /** Only what the caller may see can be commanded; what they may do with it, the subject decides. */
  async send(
    command: Command,
    id: string,
    draft: (obligation: ObligationEntity) => Promise<Draft>,
  ): Promise<CommandResponse> {
    const obligation = await this.obligations.find(command.caller, id);
    const actor = {
      officer: command.caller.officerId,
      asClerk: command.caller.holds(['clerk'], obligation.unitId),
    };
    try {
      return await this.commands.execute(obligationSubject(id), command.id, async () => ({
        ...(await draft(obligation)),
        id: command.id,
        actor,
      }));
    } catch (error) {
      if (!saysThatNothingRuns(error)) throw error;
      throw closedRefusal((await this.obligations.find(command.caller, id)).status) ?? error;
    }
  }

  /** @throws Problem 400 for figures that are none, or that tell of persons */
  private async withFigures(
    { caller: { organisation, at } }: Command,
    { unitId }: ObligationEntity,
    given: readonly EvidenceItemRequest[],
  ): Promise<readonly EvidenceItemRequest[]> {
    const named = given.flatMap(({ requirement, document }) =>
      requirement === FIGURES && document !== undefined ? [document] : [],
    );
    const contents = await this.documents.contents(named);
    const { items, faults } = checkedFigures(given, contents, branchesOf(organisation, unitId, at));
    if (faults.length > 0) throw badRequest(faults);
    return items;
  }

  /** What is named, and cannot be shown. */
  private async missing({ caller }: Command, items: readonly EvidenceItemRequest[]): Promise<Set<string>> {
    const documents = await this.documents.missing(items.flatMap(({ document }) => document ?? []));
    const files = await this.files.unusable(
      caller,
      items.flatMap(({ file }) => file ?? []),
    );
    return new Set([...documents, ...files]);
  }

  /** Whether there is a file that the caller may use, or a document, of this id. */
  private async isStored({ caller }: Command, id: string): Promise<boolean> {
    const isFile = (await this.files.unusable(caller, [id])).size === 0;
    return isFile || (await this.documents.missing([id])).size === 0;
  }

  private async evidence(caller: Caller, item: EvidenceItemRequest): Promise<EvidenceItem> {
    const { requirement, text, document = item.file, reference } = item;
    if (document !== undefined) return { requirement, document };
    if (reference === undefined) {
      const keep = (made: string): Promise<string> =>
        requirement === FIGURES ? this.documents.keepFacts(made) : this.documents.keep(caller, made);
      return { requirement, document: await keep(text as string) };
    }
    const { place, ...posts } = reference;
    return { requirement, reference: { place: await this.documents.keep(caller, place), ...posts } };
  }

  /** Why something is decided about what somebody owes: it concerns them. */
  private async reasonAbout(
    { caller }: Command,
    id: string,
    request: ConcernedParties & { readonly reason?: string },
  ): Promise<string | null> {
    if (request.reason === undefined) return null;
    return this.documents.keep(caller, request.reason, await this.concerned.owing(caller, id, request));
  }

  /** The end of a day in the unit's zone, or the instant itself. */
  async deadline({ unitId }: ObligationEntity, deadline: string): Promise<Instant> {
    return isDate(deadline) ? endOfDay(await this.calendars.ofUnit(unitId), deadline) : deadline;
  }
}
