package io.github.sensoringest.ledger;

import static java.util.Objects.requireNonNull;

import io.github.sensoringest.reading.RejectReason;
import io.github.sensoringest.reading.SuppressReason;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/**
 * The meters of the ledger: what became of readings, by source. So that the number of meters stays
 * bounded, the sources beyond a limit are counted together, as {@link #OTHERS}; and a reason has a
 * meter only once something happened for it. New sources and reasons are found by {@link #refresh}.
 * Thread-safe.
 */
public final class LedgerMeters implements MeterBinder {
  /** The source that stands for all that have no meters of their own; no route can be named so. */
  public static final String OTHERS = "(others)";

  private static final String READINGS = "sensor.ingest.readings";

  /** The accounts that one value of the tag {@code source} stands for. */
  private static final class Group {
    private final String name;
    private final List<Account> accounts = new CopyOnWriteArrayList<>();
    private final Set<RejectReason> rejected = EnumSet.noneOf(RejectReason.class);
    private final Set<SuppressReason> suppressed = EnumSet.noneOf(SuppressReason.class);

    Group(String name) {
      this.name = name;
    }

    double sum(ToDoubleFunction<Account> count) {
      double sum = 0;
      for (Account account : accounts) {
        sum += count.applyAsDouble(account);
      }
      return sum;
    }
  }

  private final Ledger ledger;
  private final int mostSources;
  private final Predicate<String> present;
  private final Map<String, Group> bySource = new HashMap<>();
  private final List<Group> groups = new ArrayList<>();
  private Group others;
  private MeterRegistry registry;

  /**
   * Creates the meters of a ledger.
   *
   * @param mostSources how many sources have meters of their own
   * @param present whether there is still a route of the source; one that is gone is not silent
   */
  public LedgerMeters(Ledger ledger, int mostSources, Predicate<String> present) {
    this.ledger = requireNonNull(ledger, "ledger is null");
    this.mostSources = mostSources;
    this.present = requireNonNull(present, "present is null");
  }

  @Override
  public synchronized void bindTo(MeterRegistry meters) {
    registry = requireNonNull(meters, "meters is null");
    refresh();
  }

  /** Adds meters for the sources and reasons that have come up since; for every now and then. */
  public synchronized void refresh() {
    for (Account account : ledger.accounts()) {
      if (!bySource.containsKey(account.source())) {
        Group group = bySource.size() < mostSources ? group(account.source()) : others();
        bySource.put(account.source(), group);
        group.accounts.add(account);
      }
    }
    groups.forEach(this::addReasons);
  }

  private Group others() {
    if (others == null) {
      others = group(OTHERS);
    }
    return others;
  }

  private Group group(String name) {
    Group group = new Group(name);
    groups.add(group);
    counter(group, ".received", Account::received, "reached the entry, good or bad", Tags.empty());
    counter(
        group,
        ".windowed",
        Account::windowed,
        "are in windows that every required sink has taken",
        Tags.empty());
    counter(group, ".late", Account::late, "came after their window had closed", Tags.empty());
    counter(
        group,
        ".corrected",
        Account::corrected,
        "corrected a window after it had closed",
        Tags.empty());
    counter(group, ".dropped", Account::dropped, "were let go by the full buffer", Tags.empty());
    FunctionCounter.builder(
            "sensor.ingest.blocked", group, it -> it.sum(Account::blockedNanos) / 1e9)
        .tag("source", name)
        .baseUnit("seconds")
        .description("Time that the source has waited for room in the full buffer")
        .register(registry);
    TimeGauge.builder(
            "sensor.ingest.last.received.timestamp",
            group,
            TimeUnit.MILLISECONDS,
            this::lastReceived)
        .tag("source", name)
        .description(
            "When the last reading came, since 1970-01-01T00:00:00Z; NaN if none has, or the source"
                + " is gone")
        .register(registry);
    return group;
  }

  private double lastReceived(Group group) {
    long last =
        group.accounts.stream()
            .filter(account -> present.test(account.source()))
            .mapToLong(Account::lastReceivedMillis)
            .max()
            .orElse(0);
    return last == 0 ? Double.NaN : last;
  }

  /** Returns whether the source has meters of its own, as of the last refresh. */
  public synchronized boolean hasOwn(String source) {
    Group group = bySource.get(source);
    return group != null && group != others;
  }

  private void addReasons(Group group) {
    for (RejectReason reason : RejectReason.values()) {
      if (!group.rejected.contains(reason) && group.sum(it -> it.rejected(reason)) > 0) {
        group.rejected.add(reason);
        counter(
            group,
            ".rejected",
            it -> it.rejected(reason),
            "were refused",
            Tags.of("reason", reason.label()));
      }
    }
    for (SuppressReason reason : SuppressReason.values()) {
      if (!group.suppressed.contains(reason) && group.sum(it -> it.suppressed(reason)) > 0) {
        group.suppressed.add(reason);
        counter(
            group,
            ".suppressed",
            it -> it.suppressed(reason),
            "were taken out before the entry, as their route says",
            Tags.of("reason", reason.label()));
      }
    }
  }

  private void counter(
      Group group, String suffix, ToDoubleFunction<Account> count, String what, Tags tags) {
    FunctionCounter.builder(READINGS + suffix, group, it -> it.sum(count))
        .tag("source", group.name)
        .tags(tags)
        .description("Readings that " + what)
        .register(registry);
  }
}
