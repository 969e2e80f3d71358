import { Global, Module } from '@nestjs/common';
import { Changes } from './changes.js';

/** Every resource that no workflow owns is changed through it. */
@Global()
@Module({ providers: [Changes], exports: [Changes] })
export class ChangesModule {}
