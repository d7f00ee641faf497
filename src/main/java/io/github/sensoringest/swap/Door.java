package io.github.sensoringest.swap;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/**
 * The way into the route that consumes from one {@code direct:} name. Messages pass while it is
 * open. While its route is replaced it is held: messages wait. Once its route is gone, they are
 * turned away. Thread-safe.
 *
 * <p>Who comes first steps inside and only then looks whether it is open; who closes it closes it
 * first and only then looks who is inside. So nobody slips in unseen.
 */
final class Door {
  private enum State {
    /** No route has consumed from the name yet, or its consumer is suspended. */
    SHUT,
    OPEN,
    HELD,
    GONE
  }

  private final Runnable onHold;

  /** Two, since the sum of one that goes up and down may miss who is inside. */
  private final LongAdder entered = new LongAdder();

  private final LongAdder left = new LongAdder();

  /** Null unless the door is open. */
  private volatile DoorConsumer open;

  private State state = State.SHUT;

  /**
   * Creates one.
   *
   * @param onHold is told each time before the door begins to be held
   */
  Door(Runnable onHold) {
    this.onHold = onHold;
  }

  /**
   * Steps inside, and waits for that if need be.
   *
   * @param waitMillis how long to wait for a first consumer; a held door is waited for without end
   * @return the consumer, which {@link #leave} must follow; null if there is none
   */
  DoorConsumer enter(long waitMillis) throws InterruptedException {
    long deadline = 0;
    while (true) {
      entered.increment();
      DoorConsumer consumer = open;
      if (consumer != null) {
        return consumer;
      }
      left.increment();
      if (deadline == 0) {
        deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(waitMillis);
      }
      if (!await(deadline)) {
        return null;
      }
    }
  }

  void leave() {
    left.increment();
  }

  /** Never less than are inside; once the door is closed, more only while somebody looks in. */
  long inside() {
    long out = left.sum();
    return entered.sum() - out;
  }

  private synchronized boolean await(long deadline) throws InterruptedException {
    while (open == null) {
      if (state == State.GONE) {
        return false;
      }
      if (state == State.HELD) {
        wait();
      } else {
        long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
        if (left <= 0) {
          return false;
        }
        wait(left);
      }
    }
    return true;
  }

  synchronized void open(DoorConsumer consumer) {
    set(State.OPEN, consumer);
  }

  /** Closes it behind a consumer that goes away; does not change what is said of a held door. */
  synchronized void close(DoorConsumer consumer) {
    if (open == consumer) {
      set(State.SHUT, null);
    }
  }

  synchronized void hold() {
    onHold.run();
    set(State.HELD, null);
  }

  /** The route is gone for good: sends away whoever waits, and whoever comes. */
  synchronized void gone() {
    if (open == null) {
      set(State.GONE, null);
    }
  }

  synchronized boolean isHeld() {
    return state == State.HELD;
  }

  private void set(State now, DoorConsumer consumer) {
    state = now;
    open = consumer;
    notifyAll();
  }
}
