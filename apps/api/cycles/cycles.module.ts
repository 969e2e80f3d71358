import { Module } from '@nestjs/common';
import { DocumentsModule } from '../documents/documents.module.js';
import { CycleCommandsController } from './cycle-commands.controller.js';
import { CycleCommands } from './cycle-commands.service.js';
import { CyclesController } from './cycles.controller.js';
import { CyclesService } from './cycles.service.js';

@Module({
  imports: [DocumentsModule],
  controllers: [CyclesController, CycleCommandsController],
  providers: [CyclesService, CycleCommands],
})
export class CyclesModule {}
