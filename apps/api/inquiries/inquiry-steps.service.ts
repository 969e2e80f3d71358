import { Injectable } from '@nestjs/common';
import { endOfDay } from '../../../libs/domain/calendar/arithmetic.js';
import type { InquiryCommand, InquiryCommandFor } from '../../../libs/domain/inquiry/commands.js';
import type { Served } from '../../../libs/domain/inquiry/inquiry.js';
import type { StageCommandOf } from '../../../libs/domain/stage/commands.js';
import type { FollowUp } from '../../../libs/domain/stage/state.js';
import { personPost } from '../../../libs/domain/organisation/person.js';
import { obligationSubject } from '../../../libs/domain/subject/ids.js';
import type { Caller } from '../auth/caller.js';
import { Calendars } from '../calendars/calendars.js';
import { isDate } from '../common/fields/index.js';
import type { Command } from '../common/idempotency/command.js';
import { Documents } from '../documents/documents.js';
import type { FollowUpRequest } from '../obligations/dto/evidence.request.dto.js';
import { LatestStages } from '../obligations/latest-stages.js';
import type { CommandResponse } from '../subjects/command.response.dto.js';
import { SubjectCommands } from '../subjects/subject-commands.js';
import type {
  AppealDecisionRequest,
  CommentRequest,
  CorrectionRequest,
  DecisionRequest,
  EndInquiryRequest,
  MoreTimeRequest,
  ReportRequest,
  ServeRequest,
} from './dto/inquiry.request.dto.js';
import { InquiriesService, type SeenInquiry } from './inquiries.service.js';

type Without<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;
type Draft = Without<InquiryCommand | StageCommandOf<'submit' | 'request-extension'>, 'id' | 'at' | 'actor'>;

/** Turns requests into commands of an inquiry's subject: texts are stored first, and travel as documents. */
@Injectable()
export class InquirySteps {
  constructor(
    private readonly inquiries: InquiriesService,
    private readonly documents: Documents,
    private readonly calendars: Calendars,
    private readonly commands: SubjectCommands,
    private readonly stages: LatestStages,
  ) {}

  /** Only what the caller sees can be commanded, all of it or their part; what they may do with it, the subject decides. */
  async send(
    command: Command,
    id: string,
    draft: (seen: SeenInquiry) => Promise<Draft> | Draft,
  ): Promise<CommandResponse> {
    const seen = await this.inquiries.find(command.caller, id);
    const { officerId: officer } = command.caller;
    const actor = { officer, asClerk: command.caller.holds(['clerk'], seen.row.unitId) };
    return this.commands.execute(obligationSubject(id), command.id, async () => ({
      ...(await draft(seen)),
      id: command.id,
      actor,
    }));
  }

  /** Keeps a text of the case: it concerns those whom the case is about, where they are named, and else whoever writes. */
  keep({ caller }: Command, text: string, about: readonly string[] = []): Promise<string> {
    return this.documents.keep(caller, text, about);
  }

  /** Hands in at a stage what it asks for. */
  handIn(
    command: Command,
    id: string,
    stage: string,
    texts: Readonly<Record<string, string>>,
  ): Promise<CommandResponse> {
    return this.send(command, id, async () => ({
      kind: 'submit',
      stage: await this.stages.of(id, stage),
      evidence: await Promise.all(
        Object.entries(texts).map(async ([requirement, text]) => ({
          requirement,
          document: await this.keep(command, text),
        })),
      ),
    }));
  }

  /** A filing asks for one piece of evidence, by whatever name the duty gives it. */
  fileAway(command: Command, id: string, filing: string, text: string): Promise<CommandResponse> {
    return this.send(command, id, async () => {
      const stage = await this.stages.of(id, filing);
      const [requirement] = await this.inquiries.evidenceOf(id, filing);
      return {
        kind: 'submit',
        stage,
        evidence:
          requirement === undefined ? [] : [{ requirement, document: await this.keep(command, text) }],
      };
    });
  }

  /** Records that the caller looks at the file. */
  async look(caller: Caller, id: string, lookId: string): Promise<void> {
    // What an auditor sees by that role alone is put on record as every look of theirs.
    if (!(await this.inquiries.isOpenTo(caller.without('auditor'), id))) return;
    await this.commands.execute(obligationSubject(id), lookId, () =>
      Promise.resolve({
        kind: 'look-at-file',
        id: lookId,
        actor: { officer: caller.officerId, asClerk: false },
      }),
    );
  }

  serve(
    command: Command,
    id: string,
    what: Served,
    { respondent, text }: ServeRequest,
  ): Promise<CommandResponse> {
    return this.send(command, id, async () => ({
      kind: 'serve',
      what,
      respondent,
      document: await this.keep(command, text, [respondent]),
    }));
  }

  askForTime(
    command: Command,
    id: string,
    { stage, until, reason }: MoreTimeRequest,
  ): Promise<CommandResponse> {
    const { caller } = command;
    return this.send(command, id, async (seen) => {
      return {
        kind: 'request-extension',
        stage: await this.stages.of(id, stage),
        party: seen.own.includes(caller.officerId) ? personPost(caller.officerId) : seen.own[0],
        until: await this.deadline(seen, until),
        reason: await this.keep(command, reason),
      };
    });
  }

  comment(command: Command, id: string, { stance, text }: CommentRequest): Promise<CommandResponse> {
    return this.send(command, id, async () => ({
      kind: 'comment-facts',
      stance,
      document: text === undefined ? null : await this.keep(command, text),
    }));
  }

  report(command: Command, id: string, request: ReportRequest): Promise<CommandResponse> {
    const { text, findings, outcome, measures } = request;
    const about = findings.map(({ respondent }) => respondent);
    return this.send(command, id, async () => ({
      kind: 'draft-report',
      document: await this.keep(command, text, about),
      findings: await Promise.all(
        findings.map(async ({ respondent, responsibility, text: found, shownBy }) => ({
          respondent,
          responsibility,
          document: await this.keep(command, found, [respondent]),
          shownBy,
        })),
      ),
      outcome,
      measures,
    }));
  }

  decide(command: Command, id: string, request: DecisionRequest): Promise<CommandResponse> {
    return this.send(command, id, async (seen) => ({
      kind: 'decide-inquiry',
      ...(await this.decision(command, seen, request)),
      votes: request.votes ?? null,
      followUps: await this.followUps(command, seen, request.followUps ?? []),
    }));
  }

  decideAppeal(command: Command, id: string, request: AppealDecisionRequest): Promise<CommandResponse> {
    return this.send(command, id, async (seen) => ({
      kind: 'decide-appeal',
      ...(await this.decision(command, seen, request)),
      preparedBy: request.preparedBy,
      votes: request.votes ?? null,
      followUps: [],
    }));
  }

  correct(command: Command, id: string, request: CorrectionRequest): Promise<CommandResponse> {
    return this.send(command, id, async (seen) => ({
      kind: 'correct-decision',
      ...(await this.decision(command, seen, request)),
    }));
  }

  end(command: Command, id: string, { how, reason, into }: EndInquiryRequest): Promise<CommandResponse> {
    return this.send(command, id, async () => ({
      kind: 'end-inquiry',
      how,
      reason: await this.keep(command, reason),
      into: into ?? null,
    }));
  }

  private async decision(
    command: Command,
    seen: SeenInquiry,
    request: CorrectionRequest,
  ): Promise<Pick<InquiryCommandFor<'decide-inquiry'>, 'outcome' | 'reasons' | 'exemption' | 'measures'>> {
    const { outcome, reasons, exemption, measures } = request;
    const about = measures.map(({ respondent }) => respondent);
    return {
      outcome,
      reasons: await this.keep(command, reasons, about),
      exemption: exemption ?? null,
      measures: await Promise.all(
        measures.map(async ({ measure, respondent, effectiveUntil, rule }) => ({
          measure,
          respondent,
          effectiveUntil: effectiveUntil === undefined ? null : await this.deadline(seen, effectiveUntil),
          rule: await this.documents.keepFacts(rule),
        })),
      ),
    };
  }

  private followUps(
    command: Command,
    seen: SeenInquiry,
    followUps: readonly FollowUpRequest[],
  ): Promise<FollowUp[]> {
    return Promise.all(
      followUps.map(async ({ text, post, dueAt }) => ({
        document: await this.keep(command, text),
        post,
        due: await this.deadline(seen, dueAt),
      })),
    );
  }

  private async deadline({ row }: SeenInquiry, deadline: string): Promise<string> {
    return isDate(deadline) ? endOfDay(await this.calendars.ofUnit(row.unitId), deadline) : deadline;
  }
}
