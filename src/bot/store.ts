import type { Config } from '../config.ts';
import { type Database, openDatabase } from '../store/database.ts';
import { migrate } from '../store/migrate.ts';

/** Opens the store and brings its tables up to date; safe while other replicas start. */
export async function openStore(config: Config): Promise<Database> {
  const database = await openDatabase(config.database);
  try {
    await migrate(database);
  } catch (error) {
    await database.close();
    throw error;
  }
  return database;
}
