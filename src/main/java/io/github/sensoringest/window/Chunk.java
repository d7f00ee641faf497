package io.github.sensoringest.window;

import io.github.sensoringest.reading.ReadingBatch;
import io.github.sensoringest.reading.RejectReason;
import java.util.ArrayList;
import java.util.List;

/** What becomes of a chunk of batches: parts for windows, and what no window takes. */
final class Chunk {
  /** Readings that are to be refused, all for the same reason. */
  record Refusal(ReadingBatch batch, RejectReason reason, String detail) {}

  /** Readings that were late, and counted so. */
  record Late(ReadingBatch batch, long start) {}

  private final List<Late> late = new ArrayList<>();
  private final List<WindowPart> parts = new ArrayList<>();
  private final List<Refusal> refusals = new ArrayList<>();

  void add(OpenWindow window, ReadingBatch batch, boolean counted) {
    WindowPart part = window.part();
    if (part.shares().isEmpty()) {
      parts.add(part);
    }
    part.add(batch, counted);
  }

  void refuse(ReadingBatch batch, RejectReason reason, String detail) {
    refusals.add(new Refusal(batch, reason, detail));
  }

  void late(ReadingBatch batch, long start) {
    late.add(new Late(batch, start));
  }

  /** All of it is sorted: the parts are on their way from now on. */
  void send() {
    parts.forEach(part -> part.window().send());
  }

  List<WindowPart> parts() {
    return parts;
  }

  List<Late> late() {
    return late;
  }

  List<Refusal> refusals() {
    return refusals;
  }
}
