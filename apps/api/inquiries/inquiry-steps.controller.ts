import { Body, Controller, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentCommand, type Command } from '../common/idempotency/command.js';
import type { CommandResponse } from '../subjects/command.response.dto.js';
import { SubjectCommandRoute } from '../subjects/subject-command-route.js';
import {
  AnswerCommentRequest,
  AppealDecisionRequest,
  CommentRequest,
  ConflictRequest,
  CorrectionRequest,
  DecisionRequest,
  EndInquiryRequest,
  FilingRequest,
  GroupRequest,
  InquiryPath,
  InquiryTextRequest,
  LaunchRequest,
  MemberReasonRequest,
  MoreTimeRequest,
  ObjectionDecisionRequest,
  ReportRequest,
  ServeRequest,
  SignatureRequest,
  SubstituteRequest,
} from './dto/inquiry.request.dto.js';
import { InquirySteps } from './inquiry-steps.service.js';

/** The steps of an inquiry, in the order of the procedure; whether it is time for one, and theirs, the inquiry itself decides. */
@ApiTags('inquiries')
@Controller('inquiries')
export class InquiryStepsController {
  constructor(private readonly steps: InquirySteps) {}

  @SubjectCommandRoute(
    'launch',
    'Decide whether to launch',
    'By the competent principal, after a silence by the post above; never about oneself, and not before accountability rules are in force.',
  )
  launch(
    @CurrentCommand() command: Command,
    @Param() { id }: InquiryPath,
    @Body() { outcome, reasons, respondents = [] }: LaunchRequest,
  ): Promise<CommandResponse> {
    const about = respondents.map((one) => one.id);
    return this.steps.send(command, id, async () => ({
      kind: 'decide-launch',
      outcome,
      reasons: await this.steps.keep(command, reasons, about),
      respondents,
    }));
  }

  @SubjectCommandRoute('group', 'Form the investigation group (调查组)')
  group(
    @CurrentCommand() command: Command,
    @Param() { id }: InquiryPath,
    @Body() { members }: GroupRequest,
  ): Promise<CommandResponse> {
    return this.steps.send(command, id, () => ({ kind: 'form-group', members }));
  }

  @SubjectCommandRoute(
    'conflicts',
    'Say whether there is a conflict (回避声明)',
    'By each member. Until all have attested that there is none, no later step is accepted.',
  )
  declareConflict(
    @CurrentCommand() command: Command,
    @Param() { id }: InquiryPath,
    @Body() { hasConflict, reason }: ConflictRequest,
  ): Promise<CommandResponse> {
    return this.steps.send(command, id, async () => ({
      kind: 'declare-conflict',
      hasConflict,
      reason: reason === undefined ? null : await this.steps.keep(command, reason),
    }));
  }

  @SubjectCommandRoute('substitutes', 'Appoint somebody in the place of a member')
  substitute(
    @CurrentCommand() command: Command,
    @Param() { id }: InquiryPath,
    @Body() { member, inPlaceOf }: SubstituteRequest,
  ): Promise<CommandResponse> {
    return this.steps.send(command, id, () => ({ kind: 'appoint-substitute', member, inPlaceOf }));
  }

  @SubjectCommandRoute('releases', 'Let a member go who cannot take part any more')
  release(
    @CurrentCommand() command: Command,
    @Param() { id }: InquiryPath,
    @Body() { member, reason }: MemberReasonRequest,
  ): Promise<CommandResponse> {
    return this.steps.send(command, id, async () => ({
      kind: 'release-member',
      member,
      reason: await this.steps.keep(command, reason, [member]),
    }));
  }

  @SubjectCommandRoute('objections', 'Object to a member of the group (申请回避)', 'By whom it is about.')
  object(
    @CurrentCommand() command: Command,
    @Param() { id }: InquiryPath,
    @Body() { member, reason }: MemberReasonRequest,
  ): Promise<CommandResponse> {
    return this.steps.send(command, id, async () => ({
      kind: 'raise-objection',
      member,
      reason: await this.steps.keep(command, reason),
    }));
  }

  @SubjectCommandRoute(
    'objection-decisions',
    'Decide on an objection',
    'By whoever appointed the group, not by it.',
  )
  decideObjection(
    @CurrentCommand() command: Command,
    @Param() { id }: InquiryPath,
    @Body() { member, isSustained, reason }: ObjectionDecisionRequest,
  ): Promise<CommandResponse> {
    return this.steps.send(command, id, async () => ({
      kind: 'decide-objection',
      member,
      isSustained,
      reason: await this.steps.keep(command, reason, [member]),
    }));
  }

  @SubjectCommandRoute('notice', 'Serve the notice (书面告知)', 'No clock of whom it is about runs before.')
  notice(
    @CurrentCommand() command: Command,
    @Param() { id }: InquiryPath,
    @Body() request: ServeRequest,
  ): Promise<CommandResponse> {
    return this.steps.serve(command, id, 'notice', request);
  }

  @SubjectCommandRoute('file-access', 'Open the file, complete as of this day', 'By the head of the group.')
  openFile(
    @CurrentCommand() command: Command,
    @Param() { id }: InquiryPath,
    @Body() { text }: InquiryTextRequest,
  ): Promise<CommandResponse> {
    return this.steps.handIn(command, id, 'file-access', { file: text });
  }

  @SubjectCommandRoute(
    'statements',
    'Make a statement (陈述申辩)',
    'A right: silence is recorded as silence.',
  )
  state(
    @CurrentCommand() command: Command,
    @Param() { id }: InquiryPath,
    @Body() { text }: InquiryTextRequest,
  ): Promise<CommandResponse> {
    return this.steps.handIn(command, id, 'statement', { statement: text });
  }

  @SubjectCommandRoute(
    'extension-requests',
    'Ask for more time for a statement, comments or an appeal',
    'Decided by the principal (`/obligations/{id}/extensions`), within the limits of the policy.',
  )
  askForTime(
    @CurrentCommand() command: Command,
    @Param() { id }: InquiryPath,
    @Body() request: MoreTimeRequest,
  ): Promise<CommandResponse> {
    return this.steps.askForTime(command, id, request);
  }

  @SubjectCommandRoute('hearing-requests', 'Ask to be heard', 'While the window for the statement is open.')
  askHearing(@CurrentCommand() command: Command, @Param() { id }: InquiryPath): Promise<CommandResponse> {
    return this.steps.send(command, id, () => ({ kind: 'ask-hearing' }));
  }

  @SubjectCommandRoute('hearing', 'Hand in the minutes of the hearing')
  hearing(
    @CurrentCommand() command: Command,
    @Param() { id }: InquiryPath,
    @Body() { text }: InquiryTextRequest,
  ): Promise<CommandResponse> {
    return this.steps.handIn(command, id, 'hearing', { minutes: text });
  }

  @SubjectCommandRoute('hearing-confirmation', 'Confirm the minutes of the hearing')
  confirmHearing(@CurrentCommand() command: Command, @Param() { id }: InquiryPath): Promise<CommandResponse> {
    return this.steps.handIn(command, id, 'hearing-confirmation', {});
  }

  @SubjectCommandRoute('draft-facts', 'Serve the draft facts (事实材料)')
  draftFacts(
    @CurrentCommand() command: Command,
    @Param() { id }: InquiryPath,
    @Body() request: ServeRequest,
  ): Promise<CommandResponse> {
    return this.steps.serve(command, id, 'facts', request);
  }

  @SubjectCommandRoute(
    'comments',
    'Comment on the draft facts and sign',
    'A right: agree, disagree, or refuse.',
  )
  comment(
    @CurrentCommand() command: Command,
    @Param() { id }: InquiryPath,
    @Body() request: CommentRequest,
  ): Promise<CommandResponse> {
    return this.steps.comment(command, id, request);
  }

  @SubjectCommandRoute('answers', 'Answer a comment: adopted, or not, because')
  answer(
    @CurrentCommand() command: Command,
    @Param() { id }: InquiryPath,
    @Body() { respondent, isAdopted, reason }: AnswerCommentRequest,
  ): Promise<CommandResponse> {
    return this.steps.send(command, id, async () => ({
      kind: 'answer-comment',
      respondent,
      isAdopted,
      reason: await this.steps.keep(command, reason, [respondent]),
    }));
  }

  @SubjectCommandRoute(
    'report',
    'Lay down the report (调查报告)',
    'Each finding tied to what shows it; it may be laid down again until a member has signed.',
  )
  report(
    @CurrentCommand() command: Command,
    @Param() { id }: InquiryPath,
    @Body() request: ReportRequest,
  ): Promise<CommandResponse> {
    return this.steps.report(command, id, request);
  }

  @SubjectCommandRoute(
    'signatures',
    'Sign the report',
    'By every member, with their dissent where there is any.',
  )
  sign(
    @CurrentCommand() command: Command,
    @Param() { id }: InquiryPath,
    @Body() { dissent }: SignatureRequest,
  ): Promise<CommandResponse> {
    return this.steps.send(command, id, async () => ({
      kind: 'sign-report',
      dissent: dissent === undefined ? null : await this.steps.keep(command, dissent),
    }));
  }

  @SubjectCommandRoute(
    'decision',
    'Enter the decision (处理决定)',
    'By the chair or the secretary of the body that the competence table names. Competence and form are checked, and nothing is proposed.',
  )
  decide(
    @CurrentCommand() command: Command,
    @Param() { id }: InquiryPath,
    @Body() request: DecisionRequest,
  ): Promise<CommandResponse> {
    return this.steps.decide(command, id, request);
  }

  @SubjectCommandRoute('service', 'Serve the decision')
  service(
    @CurrentCommand() command: Command,
    @Param() { id }: InquiryPath,
    @Body() request: ServeRequest,
  ): Promise<CommandResponse> {
    return this.steps.serve(command, id, 'decision', request);
  }

  @SubjectCommandRoute('filings', 'Show that a filing after the decision was done')
  file(
    @CurrentCommand() command: Command,
    @Param() { id }: InquiryPath,
    @Body() { filing, text }: FilingRequest,
  ): Promise<CommandResponse> {
    return this.steps.fileAway(command, id, filing, text);
  }

  @SubjectCommandRoute('appeals', 'Appeal (申诉)', 'A right, and never for the worse; it stops nothing.')
  appeal(
    @CurrentCommand() command: Command,
    @Param() { id }: InquiryPath,
    @Body() { text }: InquiryTextRequest,
  ): Promise<CommandResponse> {
    return this.steps.send(command, id, async () => ({
      kind: 'file-appeal',
      document: await this.steps.keep(command, text),
    }));
  }

  @SubjectCommandRoute('appeal-decision', 'Enter the decision on an appeal')
  decideAppeal(
    @CurrentCommand() command: Command,
    @Param() { id }: InquiryPath,
    @Body() request: AppealDecisionRequest,
  ): Promise<CommandResponse> {
    return this.steps.decideAppeal(command, id, request);
  }

  @SubjectCommandRoute('corrections', 'Correct a decision in favour of whom it is about (纠正)')
  correct(
    @CurrentCommand() command: Command,
    @Param() { id }: InquiryPath,
    @Body() request: CorrectionRequest,
  ): Promise<CommandResponse> {
    return this.steps.correct(command, id, request);
  }

  @SubjectCommandRoute(
    'withdrawal',
    'End an inquiry before its course is over',
    'With its reason, before a decision.',
  )
  end(
    @CurrentCommand() command: Command,
    @Param() { id }: InquiryPath,
    @Body() request: EndInquiryRequest,
  ): Promise<CommandResponse> {
    return this.steps.end(command, id, request);
  }

  @SubjectCommandRoute('closure', 'Close an inquiry whose course is over (结案)')
  close(
    @CurrentCommand() command: Command,
    @Param() { id }: InquiryPath,
    @Body() { text }: InquiryTextRequest,
  ): Promise<CommandResponse> {
    return this.steps.handIn(command, id, 'closure', { closure: text });
  }
}
