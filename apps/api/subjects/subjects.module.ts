import { Global, Module } from '@nestjs/common';
import { SubjectCommands } from './subject-commands.js';

/** Commands to subjects that workflows own; every resource that has such subjects uses it. */
@Global()
@Module({ providers: [SubjectCommands], exports: [SubjectCommands] })
export class SubjectsModule {}
