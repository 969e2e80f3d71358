import { Body, Controller, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { NotRepeatable } from '../common/idempotency/not-repeatable.decorator.js';
import { Answers, Operation } from '../common/openapi/answers.decorator.js';
import { ApiProblems } from '../common/openapi/api-problems.decorator.js';
import { Allow, BeforePasswordChange, Public } from './allow.decorator.js';
import { LoginRequest, LoginResponse } from './auth.dto.js';
import { AuthService } from './auth.service.js';
import { CurrentCaller, type Caller } from './caller.js';

@ApiTags('sign-in')
@Controller('auth')
export class AuthController {
  constructor(private readonly auth: AuthService) {}

  @Post('login')
  @Public()
  @NotRepeatable()
  @Operation(
    'Signs in with a local account',
    'Each call begins a session of its own; it takes no Idempotency-Key.',
  )
  @Answers(200, 'Signed in.', LoginResponse)
  @ApiProblems(401)
  login(@Body() body: LoginRequest): Promise<LoginResponse> {
    return this.auth.login(body);
  }

  @Post('logout')
  @Allow('officer')
  @BeforePasswordChange()
  @NotRepeatable()
  @Operation(
    'Ends the session of the token',
    'The token is worth nothing from then on; it takes no Idempotency-Key.',
  )
  @Answers(204, 'Signed out.')
  async logout(@CurrentCaller() caller: Caller): Promise<void> {
    await this.auth.logout(caller);
  }
}
