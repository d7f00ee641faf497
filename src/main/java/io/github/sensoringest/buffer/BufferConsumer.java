package io.github.sensoringest.buffer;

import io.github.sensoringest.swap.PausableConsumer;
import org.apache.camel.Processor;
import org.apache.camel.component.seda.SedaConsumer;

/**
 * Takes messages from a queue, and can be paused between two of them. Camel's own consumer, told to
 * stop, goes on until the queue is empty, which under load it never is. Thread-safe.
 */
final class BufferConsumer extends SedaConsumer implements PausableConsumer {
  private final Object lock = new Object();

  /** Threads that take from the queue; one that rests because of the pause is none. */
  private int active;

  private volatile boolean paused;
  private volatile boolean ending;

  BufferConsumer(BufferEndpoint endpoint, Processor processor) {
    super(endpoint, processor);
  }

  @Override
  public boolean isRunAllowed() {
    return !paused && super.isRunAllowed();
  }

  @Override
  protected void doRun() {
    do {
      enter();
      try {
        super.doRun();
      } finally {
        leave();
      }
    } while (rest());
  }

  private void enter() {
    synchronized (lock) {
      active++;
    }
  }

  private void leave() {
    synchronized (lock) {
      active--;
    }
  }

  /** Waits until the pause is over; returns false if that was a stop. */
  private boolean rest() {
    synchronized (lock) {
      if (!paused) {
        // The taking ended for good, or for a pause that was over at once.
        return !ending && super.isRunAllowed();
      }
      try {
        while (paused) {
          lock.wait();
        }
        return true;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
  }

  @Override
  public void pause() {
    paused = true;
  }

  @Override
  public void unpause() {
    synchronized (lock) {
      paused = false;
      lock.notifyAll();
    }
  }

  @Override
  public boolean isPaused() {
    return paused;
  }

  @Override
  public long inside() {
    synchronized (lock) {
      return active;
    }
  }

  /** What waits in the queue while the route is replaced is for the route that comes. */
  @Override
  public int getPendingExchangesSize() {
    return paused ? 0 : super.getPendingExchangesSize();
  }

  @Override
  public void prepareShutdown(boolean suspendOnly, boolean forced) {
    if (!paused) {
      ending |= !suspendOnly;
      super.prepareShutdown(suspendOnly, forced);
    }
  }

  @Override
  protected void doStart() throws Exception {
    ending = false;
    super.doStart();
  }
}
