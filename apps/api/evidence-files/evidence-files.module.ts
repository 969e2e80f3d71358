import { Global, Module } from '@nestjs/common';
import { EvidenceStore } from '../../../libs/evidence/store.js';
import { API_OPTIONS, type ApiOptions } from '../api-options.js';
import { EvidenceFiles } from './evidence-files.js';
import { EvidenceFilesController } from './evidence-files.controller.js';

@Global()
@Module({
  controllers: [EvidenceFilesController],
  providers: [
    EvidenceFiles,
    {
      provide: EvidenceStore,
      inject: [API_OPTIONS],
      useFactory: ({ evidence }: ApiOptions) => new EvidenceStore(evidence.folder),
    },
  ],
  exports: [EvidenceFiles],
})
export class EvidenceFilesModule {}
