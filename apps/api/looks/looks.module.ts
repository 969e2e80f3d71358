import { Global, Module } from '@nestjs/common';
import { Looks } from './looks.js';

/** Whatever an auditor may read by that role alone is read through it. */
@Global()
@Module({ providers: [Looks], exports: [Looks] })
export class LooksModule {}
