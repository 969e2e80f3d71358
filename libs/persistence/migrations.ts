import { CreateLedger1795478401000 } from './migrations/1795478401000-create-ledger.js';
import { CreateOrganisation1795478402000 } from './migrations/1795478402000-create-organisation.js';
import { CreateCalendar1795478403000 } from './migrations/1795478403000-create-calendar.js';
import { CreateAccess1795478404000 } from './migrations/1795478404000-create-access.js';
import { CreatePlan1795478405000 } from './migrations/1795478405000-create-plan.js';
import { CreateWork1795478406000 } from './migrations/1795478406000-create-work.js';
import { CreateNotification1795478407000 } from './migrations/1795478407000-create-notification.js';
import { CreateDocument1795478408000 } from './migrations/1795478408000-create-document.js';
import { CreateOutage1795478409000 } from './migrations/1795478409000-create-outage.js';
import { CreatePortfolio1795478420001 } from './migrations/1795478420001-create-portfolio.js';
import { CreateSeat1795478420002 } from './migrations/1795478420002-create-seat.js';
import { CreateInquiry1795478600001 } from './migrations/1795478600001-create-inquiry.js';
import { CreateMeeting1795478440001 } from './migrations/1795478440001-create-meeting.js';
import { CreateEvidenceFile1795478450001 } from './migrations/1795478450001-create-evidence-file.js';
import { CreateIntake1795478470001 } from './migrations/1795478470001-create-intake.js';
import { CreateRegisters1795478470002 } from './migrations/1795478470002-create-registers.js';
import { CreateLedgerLog1795478502001 } from './migrations/1795478502001-create-ledger-log.js';
import { CreatePersonKey1795478504001 } from './migrations/1795478504001-create-person-key.js';
import { CreateErasure1795478504002 } from './migrations/1795478504002-create-erasure.js';
import { CreateLedgerSearch1795478505001 } from './migrations/1795478505001-create-ledger-search.js';
import { CreateFinding1795478506001 } from './migrations/1795478506001-create-finding.js';
import { CreateWatchdogRun1795478506002 } from './migrations/1795478506002-create-watchdog-run.js';

/** Every migration, oldest first. */
export const migrations = [
  CreateLedger1795478401000,
  CreateOrganisation1795478402000,
  CreateCalendar1795478403000,
  CreateAccess1795478404000,
  CreatePlan1795478405000,
  CreateWork1795478406000,
  CreateNotification1795478407000,
  CreateDocument1795478408000,
  CreateOutage1795478409000,
  CreatePortfolio1795478420001,
  CreateSeat1795478420002,
  CreateMeeting1795478440001,
  CreateEvidenceFile1795478450001,
  CreateIntake1795478470001,
  CreateRegisters1795478470002,
  CreateLedgerLog1795478502001,
  CreatePersonKey1795478504001,
  CreateErasure1795478504002,
  CreateLedgerSearch1795478505001,
  CreateFinding1795478506001,
  CreateWatchdogRun1795478506002,
  CreateInquiry1795478600001,
];
