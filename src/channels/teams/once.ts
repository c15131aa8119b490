import type { Log } from '../../log.ts';
import type { Replay } from '../../store/replay.ts';
import type { Clicked, Event, Presence } from './transport.ts';

/** Teams delivers again within minutes; an hour is ample. */
const deliveryMs = 3_600_000;

/** Two presses within this time are one: a double click, not a second wish. */
const doubleClickMs = 2_000;

/** The app's arrival is told by two activities, which come within seconds of each other. */
const arrivalMs = 60_000;

/** A file is handed over once for a message, however often its pages are turned. */
const fileMs = 86_400_000;

/** What may happen once only. Each method claims: true for the first, false for every other in its time. */
export interface Once {
  delivery(event: Event): Promise<boolean>;
  click(clicked: Clicked): Promise<boolean>;
  arrival(presence: Presence): Promise<boolean>;
  file(place: Pick<Event, 'reference'>, message: string, filename: string): Promise<boolean>;
}

/**
 * Keys are JSON, so that no id can run into the next. A store that fails costs this protection, never an answer: the
 * requests have proven who they are from, so the worst is the same answer twice.
 */
export function createOnce(replay: Replay, log: Log): Once {
  const claim = async (ttlMs: number, ...parts: readonly string[]) => {
    try {
      return (await replay.claim(JSON.stringify(['teams', ...parts]), ttlMs)) === 'first';
    } catch (err) {
      log.error({ err }, 'teams: deliveries cannot be told apart');
      return true;
    }
  };
  const place = ({ reference }: Pick<Event, 'reference'>) => [reference.tenant, reference.conversation] as const;

  return {
    delivery: async (event) => event.id === '' || claim(deliveryMs, 'delivery', ...place(event), event.id),
    click: (clicked) =>
      claim(doubleClickMs, 'click', ...place(clicked), clicked.message, clicked.actor.user, clicked.command),
    arrival: (presence) => claim(arrivalMs, 'arrival', ...place(presence)),
    file: (event, message, filename) => claim(fileMs, 'file', ...place(event), message, filename),
  };
}
