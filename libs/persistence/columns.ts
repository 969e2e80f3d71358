import { Column, PrimaryColumn, type ColumnOptions, type PrimaryColumnOptions } from 'typeorm';
import type { Instant } from '../domain/time.js';

const instantTransformer = {
  to: (instant: Instant | null | undefined) => instant,
  from: (date: Date | null): Instant | null => (date === null ? null : date.toISOString()),
};

/** An instant, kept to the millisecond and read back as the domain writes it. */
export const InstantColumn = (options: ColumnOptions = {}): PropertyDecorator =>
  Column({ type: 'timestamptz', precision: 3, transformer: instantTransformer, ...options });

/** An instant that is a part of the key. */
export const InstantKeyColumn = (options: PrimaryColumnOptions = {}): PropertyDecorator =>
  PrimaryColumn({ type: 'timestamptz', precision: 3, transformer: instantTransformer, ...options });

/** A value of the domain, as it is. */
export const JsonColumn = (options: ColumnOptions = {}): PropertyDecorator =>
  Column({ type: 'jsonb', ...options });

export const TextColumn = (options: ColumnOptions = {}): PropertyDecorator =>
  Column({ type: 'text', ...options });

export const IntColumn = (options: ColumnOptions = {}): PropertyDecorator =>
  Column({ type: 'int', ...options });

/** A date without a zone, `YYYY-MM-DD`. */
export const DateColumn = (options: ColumnOptions = {}): PropertyDecorator =>
  Column({ type: 'date', ...options });

export const BooleanColumn = (options: ColumnOptions = {}): PropertyDecorator =>
  Column({ type: 'boolean', ...options });

/** A text that is the key, or a part of it. */
export const IdColumn = (): PropertyDecorator => PrimaryColumn({ type: 'text' });
