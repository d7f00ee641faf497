package io.github.sensoringest.http;

import io.github.sensoringest.reading.Admission;

/** The answer to a request, as far as it is known while the route works on it. Thread-safe. */
final class Reply {
  /** The property of an exchange that holds it. */
  static final String PROPERTY = "sensorIngestReply";

  private final Admission admission;
  private final boolean quiet;
  private final Runnable whenClosed;
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

  /** Answers this, whatever else happens. */
  synchronized void answer(HttpAnswer answer) {
    early = answer;
  }

  /**
   * Returns the answer, now that the route has ended.
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
