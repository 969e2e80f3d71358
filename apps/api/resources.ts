import { AbsencesModule } from './absences/absences.module.js';
import { AuthModule } from './auth/auth.module.js';
import { BatchesModule } from './batches/batches.module.js';
import { BodiesModule } from './bodies/bodies.module.js';
import { CalendarsModule } from './calendars/calendars.module.js';
import { CyclesModule } from './cycles/cycles.module.js';
import { DocumentsModule } from './documents/documents.module.js';
import { DutiesModule } from './duties/duties.module.js';
import { ErasureModule } from './erasure/erasure.module.js';
import { EvidenceFilesModule } from './evidence-files/evidence-files.module.js';
import { FiguresModule } from './figures/figures.module.js';
import { ExternalBodiesModule } from './external-bodies/external-bodies.module.js';
import { GovernanceModule } from './governance/governance.module.js';
import { IncidentsModule } from './incidents/incidents.module.js';
import { InquiriesModule } from './inquiries/inquiries.module.js';
import { IntakeModule } from './intake/intake.module.js';
import { LedgerModule } from './ledger/ledger.module.js';
import { MeModule } from './me/me.module.js';
import { MeetingsModule } from './meetings/meetings.module.js';
import { NotificationsModule } from './notifications/notifications.module.js';
import { ObligationsModule } from './obligations/obligations.module.js';
import { OccurrencesModule } from './occurrences/occurrences.module.js';
import { OfficersModule } from './officers/officers.module.js';
import { PlansModule } from './plans/plans.module.js';
import { PostsModule } from './posts/posts.module.js';
import { RegistersModule } from './registers/registers.module.js';
import { UnitsModule } from './units/units.module.js';
import { WatchdogModule } from './watchdog/watchdog.module.js';
import { WorkflowsModule } from './workflows/workflows.module.js';

/** What the API offers below `/api/v1`, one module for each resource. */
export const resources = [
  AbsencesModule,
  AuthModule,
  BatchesModule,
  BodiesModule,
  CalendarsModule,
  CyclesModule,
  DocumentsModule,
  DutiesModule,
  ErasureModule,
  EvidenceFilesModule,
  FiguresModule,
  ExternalBodiesModule,
  GovernanceModule,
  IncidentsModule,
  InquiriesModule,
  IntakeModule,
  LedgerModule,
  MeModule,
  MeetingsModule,
  NotificationsModule,
  ObligationsModule,
  OccurrencesModule,
  OfficersModule,
  PlansModule,
  PostsModule,
  RegistersModule,
  UnitsModule,
  WatchdogModule,
  WorkflowsModule,
];
