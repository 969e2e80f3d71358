import { Global, Module } from '@nestjs/common';
import { Organisations } from './organisations.js';

@Global()
@Module({ providers: [Organisations], exports: [Organisations] })
export class OrganisationModule {}
