import type { Unsubscribe, WorkbookEdit } from "./port.ts";

type Run<T> = (edit: WorkbookEdit) => Promise<T>;

/** Runs actions one after the other, so that two never mix their cells or their undo. */
export function actionQueue(
  perform: <T>(label: string, run: Run<T>) => Promise<T>,
): <T>(label: string, run: Run<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return <T>(label: string, run: Run<T>): Promise<T> => {
    const next = last.then(() => perform(label, run));
    last = next.catch(() => undefined);
    return next;
  };
}

/** Listeners of one kind of event. One that throws does not keep the others from hearing. */
export function listeners<E>(): {
  add(listener: (event: E) => void): Unsubscribe;
  tell(event: E): void;
} {
  const heard = new Set<(event: E) => void>();
  return {
    add(listener) {
      heard.add(listener);
      return () => void heard.delete(listener);
    },
    tell(event) {
      for (const listener of [...heard]) {
        try {
          listener(event);
        } catch (error) {
          // An event has no caller to tell: the page's own error handler does.
          queueMicrotask(() => {
            throw error;
          });
        }
      }
    },
  };
}
