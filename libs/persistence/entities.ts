import { AbsenceEntity } from './entities/absence.entity.js';
import { AccountEntity } from './entities/account.entity.js';
import { BodyVersionEntity } from './entities/body-version.entity.js';
import { BodyEntity } from './entities/body.entity.js';
import { CalendarDayEntity } from './entities/calendar-day.entity.js';
import { CalendarVersionEntity } from './entities/calendar-version.entity.js';
import { ChannelEntity } from './entities/channel.entity.js';
import { CycleEntity } from './entities/cycle.entity.js';
import { DocumentEntity } from './entities/document.entity.js';
import { DutyEntity } from './entities/duty.entity.js';
import { ErasureEntity } from './entities/erasure.entity.js';
import { EvidenceFileEntity } from './entities/evidence-file.entity.js';
import { EvidenceUploadEntity } from './entities/evidence-upload.entity.js';
import { FindingEntity } from './entities/finding.entity.js';
import { IdempotencyKeyEntity } from './entities/idempotency-key.entity.js';
import { IntakeRatingEntity } from './entities/intake-rating.entity.js';
import { IntakeReportEntity } from './entities/intake-report.entity.js';
import { IntakeSettingEntity } from './entities/intake-setting.entity.js';
import { KeyDateEntity } from './entities/key-date.entity.js';
import { LaunchFileEntity } from './entities/launch-file.entity.js';
import { LedgerCheckpointEntity } from './entities/ledger-checkpoint.entity.js';
import { LedgerCosignatureEntity } from './entities/ledger-cosignature.entity.js';
import { LedgerEntryEntity } from './entities/ledger-entry.entity.js';
import { LedgerKeyEntity } from './entities/ledger-key.entity.js';
import { LedgerLeafEntity } from './entities/ledger-leaf.entity.js';
import { LedgerSaltEntity } from './entities/ledger-salt.entity.js';
import { LedgerSealingEntity } from './entities/ledger-sealing.entity.js';
import { LedgerSearchEntity } from './entities/ledger-search.entity.js';
import { LedgerTileEntity } from './entities/ledger-tile.entity.js';
import { LegalHoldEntity } from './entities/legal-hold.entity.js';
import { InquiryEntity } from './entities/inquiry.entity.js';
import { MeetingEntity } from './entities/meeting.entity.js';
import { NotificationEntity } from './entities/notification.entity.js';
import { ObligationEntity } from './entities/obligation.entity.js';
import { OfficerEntity } from './entities/officer.entity.js';
import { OutageEntity } from './entities/outage.entity.js';
import { PartyStateEntity } from './entities/party-state.entity.js';
import { PersonKeyEntity } from './entities/person-key.entity.js';
import { PlanEntity } from './entities/plan.entity.js';
import { PolicyEntity } from './entities/policy.entity.js';
import { PortfolioEntity } from './entities/portfolio.entity.js';
import { PostVersionEntity } from './entities/post-version.entity.js';
import { PostEntity } from './entities/post.entity.js';
import { RoleGrantEntity } from './entities/role-grant.entity.js';
import { SeatEntity } from './entities/seat.entity.js';
import { SessionEntity } from './entities/session.entity.js';
import { SubjectEntity } from './entities/subject.entity.js';
import { TenureEntity } from './entities/tenure.entity.js';
import { UnitVersionEntity } from './entities/unit-version.entity.js';
import { UnitEntity } from './entities/unit.entity.js';
import { WatchdogRunEntity } from './entities/watchdog-run.entity.js';

/** Every table, by hand: what is not here does not exist for the application. */
export const entities = [
  AbsenceEntity,
  AccountEntity,
  BodyEntity,
  BodyVersionEntity,
  CalendarDayEntity,
  CalendarVersionEntity,
  ChannelEntity,
  CycleEntity,
  DocumentEntity,
  DutyEntity,
  ErasureEntity,
  EvidenceFileEntity,
  EvidenceUploadEntity,
  FindingEntity,
  IdempotencyKeyEntity,
  IntakeRatingEntity,
  IntakeReportEntity,
  IntakeSettingEntity,
  KeyDateEntity,
  LaunchFileEntity,
  LedgerCheckpointEntity,
  LedgerCosignatureEntity,
  LedgerEntryEntity,
  LedgerKeyEntity,
  LedgerLeafEntity,
  LedgerSaltEntity,
  LedgerSealingEntity,
  LedgerSearchEntity,
  LedgerTileEntity,
  LegalHoldEntity,
  InquiryEntity,
  MeetingEntity,
  NotificationEntity,
  ObligationEntity,
  OfficerEntity,
  OutageEntity,
  PartyStateEntity,
  PersonKeyEntity,
  PlanEntity,
  PolicyEntity,
  PortfolioEntity,
  PostEntity,
  PostVersionEntity,
  RoleGrantEntity,
  SeatEntity,
  SessionEntity,
  SubjectEntity,
  TenureEntity,
  UnitEntity,
  UnitVersionEntity,
  WatchdogRunEntity,
];
