import { Body, Controller, Delete, Get, Param, Post, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Allow } from '../auth/allow.decorator.js';
import { CurrentCaller, type Caller } from '../auth/caller.js';
import { IdParams } from '../common/fields/index.js';
import { CurrentCommand, type Command } from '../common/idempotency/command.js';
import { Answers, Operation } from '../common/openapi/answers.decorator.js';
import { ApiProblems } from '../common/openapi/api-problems.decorator.js';
import { Look } from '../looks/look.decorator.js';
import { AccountsService } from './accounts.service.js';
import { GrantRoleRequest, RoleParams, SetAccountRequest } from './dto/officer.request.dto.js';
import { AccountResponse, GrantResponse, GrantsResponse } from './dto/officer.response.dto.js';

@ApiTags('accounts')
@Controller('officers/:id')
export class AccountsController {
  constructor(private readonly accounts: AccountsService) {}

  @Put('account')
  @Allow('administrator')
  @Operation(
    'Opens a local account for an officer, or gives it a new one-time password',
    'Whoever is signed in with it is signed out. The officer has to replace the password before anything else.',
  )
  @Answers(200, 'The account.', AccountResponse)
  @ApiProblems(404, 409)
  set(
    @CurrentCommand() command: Command,
    @Param() { id }: IdParams,
    @Body() body: SetAccountRequest,
  ): Promise<AccountResponse> {
    return this.accounts.set(command, id, body);
  }

  @Delete('account')
  @Allow('administrator')
  @Operation('Closes the local account of an officer', 'Whoever is signed in with it is signed out.')
  @Answers(204, 'Closed.')
  @ApiProblems(404)
  async close(@CurrentCommand() command: Command, @Param() { id }: IdParams): Promise<void> {
    await this.accounts.close(command, id);
  }

  @Get('roles')
  @Allow('officer')
  @Look('roles')
  @Operation(
    'Lists the roles of an officer',
    'Open to themselves, and to administrators and auditors of their unit.',
  )
  @Answers(200, 'The roles.', GrantsResponse)
  @ApiProblems(404)
  roles(@CurrentCaller() caller: Caller, @Param() { id }: IdParams): Promise<GrantsResponse> {
    return this.accounts.roles(caller, id);
  }

  @Post('roles')
  @Allow('administrator')
  @Operation('Gives an officer a role in a unit and those below it', 'Nobody gives a role to themselves.')
  @Answers(201, 'Given.', GrantResponse)
  @ApiProblems(404, 409)
  grant(
    @CurrentCommand() command: Command,
    @Param() { id }: IdParams,
    @Body() body: GrantRoleRequest,
  ): Promise<GrantResponse> {
    return this.accounts.grant(command, id, body);
  }

  @Delete('roles/:role/:unit')
  @Allow('administrator')
  @Operation('Takes a role back', 'Nobody takes away the last administrator of everything.')
  @Answers(204, 'Taken back.')
  @ApiProblems(404, 409)
  async revoke(@CurrentCommand() command: Command, @Param() params: RoleParams): Promise<void> {
    await this.accounts.revoke(command, params);
  }
}
