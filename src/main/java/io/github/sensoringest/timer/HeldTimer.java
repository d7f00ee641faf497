package io.github.sensoringest.timer;

import java.util.ArrayList;
import java.util.List;
import java.util.Timer;
import java.util.TimerTask;

/** A timer whose tasks begin only when it is let go, so that many can begin at one time. */
final class HeldTimer extends Timer {
  /** Null once it has been let go. */
  private List<Runnable> held;

  HeldTimer(String thread, boolean holds) {
    // What keeps the process running is the gateway, so that no timer need be more than a daemon.
    super(thread, true);
    held = holds ? new ArrayList<>() : null;
  }

  @Override
  public void schedule(TimerTask task, long delay) {
    begin(task, () -> super.schedule(task, delay));
  }

  @Override
  public void schedule(TimerTask task, long delay, long period) {
    begin(task, () -> super.schedule(task, delay, period));
  }

  @Override
  public void scheduleAtFixedRate(TimerTask task, long delay, long period) {
    begin(task, () -> super.scheduleAtFixedRate(task, delay, period));
  }

  private void begin(TimerTask task, Runnable schedule) {
    synchronized (this) {
      if (held != null) {
        held.add(() -> unlessCancelled(schedule));
        return;
      }
    }
    schedule.run();
  }

  private static void unlessCancelled(Runnable schedule) {
    try {
      schedule.run();
    } catch (IllegalStateException e) {
      // Its route has been taken away meanwhile.
      return;
    }
  }

  /** Begins what has been held, and holds nothing more. */
  void letGo() {
    List<Runnable> begin;
    synchronized (this) {
      begin = held == null ? List.of() : held;
      held = null;
    }
    begin.forEach(Runnable::run);
  }
}
