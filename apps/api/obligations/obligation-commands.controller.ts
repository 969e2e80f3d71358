import { Body, Controller, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentCommand, type Command } from '../common/idempotency/command.js';
import {
  ConfirmationRequest,
  ExtensionRequest,
  InterventionRequest,
  PartyCommandRequest,
  ResumptionRequest,
  ReviewRequest,
  SuspensionRequest,
  WaiverRequest,
} from './dto/command.request.dto.js';
import { SightingRequest, SubmitEvidenceRequest } from './dto/evidence.request.dto.js';
import { LetterPath, LetterRequest } from './dto/letter.request.dto.js';
import { ObligationCommands } from './obligation-commands.service.js';
import { ObligationPath } from './obligations.controller.js';
import { SubjectCommandRoute } from '../subjects/subject-command-route.js';

@ApiTags('obligations')
@Controller('obligations')
export class ObligationCommandsController {
  constructor(private readonly commands: ObligationCommands) {}

  @SubjectCommandRoute(
    'receipts',
    'Sign for the duty (签收)',
    'By whoever owes it, or a clerk on their behalf (代办).',
  )
  sign(
    @CurrentCommand() command: Command,
    @Param() { id }: ObligationPath,
    @Body() request: PartyCommandRequest,
  ) {
    return this.commands.sign(command, id, request);
  }

  @SubjectCommandRoute(
    'evidence',
    'Hand in what shows that it was done',
    'Also late; it stops the ladder, and the review begins.',
  )
  submit(
    @CurrentCommand() command: Command,
    @Param() { id }: ObligationPath,
    @Body() request: SubmitEvidenceRequest,
  ) {
    return this.commands.submit(command, id, request);
  }

  @SubjectCommandRoute(
    'sightings',
    'Record having seen what was given by reference',
    'By another person than those who handed it in or answer for it: a post that reviews, stands above, keeps it or was asked to, or a clerk.',
  )
  sight(
    @CurrentCommand() command: Command,
    @Param() { id }: ObligationPath,
    @Body() request: SightingRequest,
  ) {
    return this.commands.sight(command, id, request);
  }

  @SubjectCommandRoute(
    'confirmations',
    "Confirm what a clerk did on one's behalf (代办), or deny it",
    'What is denied while it is reviewed goes back to whoever owes; what has been accepted already is marked.',
  )
  confirm(
    @CurrentCommand() command: Command,
    @Param() { id }: ObligationPath,
    @Body() request: ConfirmationRequest,
  ) {
    return this.commands.confirm(command, id, request);
  }

  @SubjectCommandRoute(
    'letters',
    'Enter a letter to a body outside the institution, or from it',
    'By a clerk, or whoever acts in the post that writes to the body. It counts once another person has confirmed it.',
  )
  recordLetter(
    @CurrentCommand() command: Command,
    @Param() { id }: ObligationPath,
    @Body() request: LetterRequest,
  ) {
    return this.commands.recordLetter(command, id, request);
  }

  @SubjectCommandRoute(
    'letters/:n/confirmation',
    'Confirm that a letter is as it was entered',
    'By another person than whoever entered it. With an answer, the body has handed in what was asked for.',
  )
  confirmLetter(
    @CurrentCommand() command: Command,
    @Param() { id, n }: LetterPath,
    @Body() request: PartyCommandRequest,
  ) {
    return this.commands.confirmLetter(command, id, n, request);
  }

  @SubjectCommandRoute(
    'reviews',
    'Accept or return what was handed in',
    'By the post that has the review, and never by whoever handed it in.',
  )
  review(
    @CurrentCommand() command: Command,
    @Param() { id }: ObligationPath,
    @Body() request: ReviewRequest,
  ) {
    return this.commands.review(command, id, request);
  }

  @SubjectCommandRoute('extensions', 'Ask for more time, grant or refuse it')
  extension(
    @CurrentCommand() command: Command,
    @Param() { id }: ObligationPath,
    @Body() request: ExtensionRequest,
  ) {
    return this.commands.extension(command, id, request);
  }

  @SubjectCommandRoute(
    'suspensions',
    'Stop the clocks',
    'By a post above; its own superior looks at it regularly.',
  )
  suspend(
    @CurrentCommand() command: Command,
    @Param() { id }: ObligationPath,
    @Body() request: SuspensionRequest,
  ) {
    return this.commands.suspend(command, id, request);
  }

  @SubjectCommandRoute('resumptions', 'Let the clocks run on with the time that was left')
  resume(
    @CurrentCommand() command: Command,
    @Param() { id }: ObligationPath,
    @Body() request: ResumptionRequest,
  ) {
    return this.commands.resume(command, id, request);
  }

  @SubjectCommandRoute(
    'waivers',
    'Waive what is owed',
    'By a post above; a floor of the plan by the superior unit only.',
  )
  waive(@CurrentCommand() command: Command, @Param() { id }: ObligationPath, @Body() request: WaiverRequest) {
    return this.commands.waive(command, id, request);
  }

  @SubjectCommandRoute(
    'interventions',
    'Urge, order a report or rectification, extend, or send to a launch file',
  )
  intervene(
    @CurrentCommand() command: Command,
    @Param() { id }: ObligationPath,
    @Body() request: InterventionRequest,
  ) {
    return this.commands.intervene(command, id, request);
  }
}
