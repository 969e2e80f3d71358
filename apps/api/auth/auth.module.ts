import { Module } from '@nestjs/common';
import { Passwords } from '../../../libs/identity/passwords.js';
import { AuthController } from './auth.controller.js';
import { AuthService } from './auth.service.js';
import { Sessions } from './sessions.js';

@Module({
  controllers: [AuthController],
  providers: [AuthService, Sessions, { provide: Passwords, useFactory: () => new Passwords() }],
  exports: [Sessions, Passwords],
})
export class AuthModule {}
