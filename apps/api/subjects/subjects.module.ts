import { Global, Module } from '@nestjs/common';
import { SubjectCommands } from './subject-commands.js';
import { SubjectNotices } from './subject-notices.js';

/** Commands and notices to subjects that workflows own; every resource that has such subjects uses it. */
@Global()
@Module({ providers: [SubjectCommands, SubjectNotices], exports: [SubjectCommands, SubjectNotices] })
export class SubjectsModule {}
