import { Global, Module } from '@nestjs/common';
import { SubjectCommands } from './subject-commands.js';
import { SubjectStarts } from './subject-starts.js';

/** The ways to subjects that workflows own; every resource that has such subjects uses it. */
@Global()
@Module({
  providers: [SubjectCommands, SubjectStarts],
  exports: [SubjectCommands, SubjectStarts],
})
export class SubjectsModule {}
