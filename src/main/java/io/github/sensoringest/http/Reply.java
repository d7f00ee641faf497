package io.github.sensoringest.http;

import io.github.sensoringest.reading.Admission;
import io.github.sensoringest.reading.Delivery;
import org.apache.camel.Exchange;

/**
 * The answer to a request, as far as it is known while the route works on it. If its readings are
 * to be stored first, it is given when they are. Thread-safe.
 */
final class Reply {
  /** The property of an exchange that holds it. */
  static final String PROPERTY = "sensorIngestReply";

  private final Admission admission;
  private final boolean quiet;
  private final Runnable whenClosed;
  private Delivery delivery;
  private Runnable whenStored;
  private HttpAnswer early;
  private boolean closed;

  /**
   * Creates one.
   *
   * @param quiet whether an answer with nothing to tell is without a body
   * @param whenClosed is run once, when the route has ended
   */
  Reply(Admission admission, boolean quiet, Runnable whenClosed) {
    this.admission = admission;
    this.quiet = quiet;
    this.whenClosed = whenClosed;
  }

  /** Has the answer wait until the ingest is done with what the message becomes. */
  synchronized void followUntilStored(Exchange message) {
    delivery = Delivery.follow(message, this::stored);
  }

  private void stored() {
    Runnable answer;
    synchronized (this) {
      answer = whenStored;
    }
    answer.run();
  }

  /**
   * Gives the answer as soon as it can be, now that the route has ended.
   *
   * @param hasFailed whether it has failed, which needs no waiting
   */
  void afterRoute(boolean hasFailed, Runnable answer) {
    Delivery followed;
    synchronized (this) {
      followed = hasFailed || early != null ? null : delivery;
      whenStored = answer;
    }
    if (followed == null) {
      answer.run();
    } else {
      followed.end();
    }
  }

  /** Answers this, whatever else happens. */
  synchronized void answer(HttpAnswer answer) {
    early = answer;
  }

  /**
   * Returns the answer, now that it is to be given.
   *
   * @param failure the answer to its failure; null if it has not failed
   */
  synchronized HttpAnswer close(HttpAnswer failure) {
    if (!closed) {
      closed = true;
      whenClosed.run();
    }
    if (early != null) {
      return early;
    }
    return failure != null ? failure : HttpAnswer.of(admission, quiet);
  }
}
