package io.github.sensoringest.window;

import io.github.sensoringest.config.Settings;
import io.github.sensoringest.ledger.Ledger;
import io.github.sensoringest.rejected.Rejections;
import io.github.sensoringest.rejected.Repeats;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.apache.camel.CamelConfiguration;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.Registry;

/** Binds the steps of the ingest and closing routes, and closes all windows at the end. */
public final class WindowBeans implements CamelConfiguration {
  private final Settings settings;
  private final Ledger ledger;
  private final Clock clock;
  private final Repeats repeats;
  private final Windows windows;
  private final WindowAggregates aggregates;
  private final CloseWindows closeWindows;
  private final AwaitSinks awaitSinks;

  /** Creates one whose windows report to {@code ledger}. */
  public WindowBeans(Settings settings, Ledger ledger, Clock clock) {
    this.settings = settings;
    this.ledger = ledger;
    this.clock = clock;
    this.repeats = new Repeats(settings.entryLogEvery(), clock);
    this.windows = new Windows(settings.window(), ledger, clock);
    this.aggregates = new WindowAggregates(windows);
    this.awaitSinks =
        new AwaitSinks(
            windows,
            settings.sinks().waiting(),
            () -> ledger.total().held() - readings(),
            new Repeats(settings.entryLogEvery(), clock),
            clock);
    this.closeWindows = new CloseWindows(windows, aggregates, awaitSinks::isBehind);
    ledger.addHolder(windows);
    ledger.addHolder(awaitSinks);
  }

  @Override
  public void configure(CamelContext context) {
    Rejections rejections = new Rejections(ledger, context.createProducerTemplate());
    Registry registry = context.getRegistry();
    registry.bind(WindowAction.DEFAULT, settings.window().windowing());
    registry.bind("awaitSinks", awaitSinks);
    registry.bind("windowParts", new SplitByWindow(windows, awaitSinks, rejections, repeats));
    registry.bind("windowKey", new WindowKey());
    registry.bind("windowFold", new Fold(windows, ledger, rejections));
    registry.bind("windowAggregates", aggregates);
    registry.bind("windowRepository", new WindowRepository());
    registry.bind("summarizeWindow", new Summarize());
    registry.bind("windowDelivered", new Delivered(windows));
    registry.bind("closeWindows", closeWindows);
    registry.bind("refuseFailed", new RefuseFailed(windows, awaitSinks, rejections));
    // One thread keeps the windows in the order in which they close. Its queue needs no bound:
    // awaitSinks stops the making of windows when too many wait.
    registry.bind(
        "windowDelivery",
        context.getExecutorServiceManager().newSingleThreadExecutor(this, "windowDelivery"));
  }

  /** Goes on with the windows that the stop of the last run has cut short, if it kept them. */
  public void takeUpCutWindows() {
    windows.takeUp(cutWindows());
  }

  /** Keeps the windows that {@link #closeAll} has cut short, for the next run. */
  public void keepCutWindows() {
    windows.keepCut(cutWindows());
  }

  private Path cutWindows() {
    return settings.dataFolder().resolve("cut-windows.json");
  }

  /** Closes every window. For when no more readings come; ones that come yet may open others. */
  public void closeAll() {
    closeWindows.closeAll();
  }

  /**
   * Returns the meters of the windows.
   *
   * @param mostSources for how many sources it is told how far they lag
   */
  public WindowMeters meters(int mostSources) {
    return new WindowMeters(windows, mostSources, clock);
  }

  /** Returns how many closed windows required sinks have yet to take. */
  public int waiting() {
    return windows.waiting();
  }

  /** Returns how many rows these have. */
  public long waitingRows() {
    return windows.waitingRows();
  }

  /** Returns how far each source has come, in no order. */
  public List<SourceProgress> progress() {
    return windows.progress();
  }

  /** Returns how many readings are in windows that are open or wait for the sinks. */
  public long readings() {
    long[] sum = new long[1];
    windows.holdings((source, readings) -> sum[0] += readings);
    return sum[0];
  }

  /** Returns whether no window is open and all required sinks have taken every closed one. */
  public boolean isEmpty() {
    return windows.isEmpty();
  }
}
