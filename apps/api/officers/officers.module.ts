import { Module } from '@nestjs/common';
import { AuthModule } from '../auth/auth.module.js';
import { CalendarsModule } from '../calendars/calendars.module.js';
import { AccountsController } from './accounts.controller.js';
import { AccountsService } from './accounts.service.js';
import { RosterController } from './imports/roster.controller.js';
import { RosterService } from './imports/roster.service.js';
import { OfficersController } from './officers.controller.js';
import { OfficersService } from './officers.service.js';

@Module({
  imports: [AuthModule, CalendarsModule],
  // Before the officers: `imports` is no id of one.
  controllers: [RosterController, OfficersController, AccountsController],
  providers: [RosterService, OfficersService, AccountsService],
})
export class OfficersModule {}
