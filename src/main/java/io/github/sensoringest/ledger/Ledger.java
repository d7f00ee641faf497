package io.github.sensoringest.ledger;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.ObjLongConsumer;

/**
 * Accounts for every reading, source by source. What is held inside is asked of the parts that hold
 * it and never derived from the other numbers, so that a reading gone astray shows. Thread-safe.
 */
public final class Ledger {
  /** A part of the gateway that holds readings which are on their way. */
  @FunctionalInterface
  public interface Holder {
    /** Reports each source that has readings here, with their number; a source may come twice. */
    void holdings(ObjLongConsumer<String> report);
  }

  private final Map<String, Account> accounts = new ConcurrentHashMap<>();
  private final List<Holder> holders = new CopyOnWriteArrayList<>();

  /** Returns the account of {@code source}, opened at the first call. */
  public Account account(String source) {
    Account account = accounts.get(source);
    return account != null ? account : accounts.computeIfAbsent(source, Account::new);
  }

  /** Returns the accounts that there are so far, in no order. */
  public List<Account> accounts() {
    return List.copyOf(accounts.values());
  }

  /** Adds a part that holds readings. */
  public void addHolder(Holder holder) {
    holders.add(holder);
  }

  /** Returns the balance of each source, in the order of their ids. */
  public List<Balance> balances() {
    Map<String, Long> held = new HashMap<>();
    holders.forEach(h -> h.holdings((source, count) -> held.merge(source, count, Long::sum)));
    Set<String> sources = new HashSet<>(accounts.keySet());
    sources.addAll(held.keySet());
    List<Balance> balances = new ArrayList<>();
    for (String source : sources) {
      balances.add(account(source).balance(held.getOrDefault(source, 0L)));
    }
    balances.sort(Comparator.comparing(Balance::source));
    return balances;
  }

  /** Returns the balance of all sources together. */
  public Balance total() {
    return balances().stream()
        .reduce(new Balance("all", 0, 0, 0, Map.of(), 0, Map.of(), 0, 0, 0), Balance::plus);
  }

  /** Returns how many different sensors have been heard of, for a source with very many about. */
  public long sensors() {
    return accounts.values().stream().mapToLong(account -> account.sensors().count()).sum();
  }

  /** Returns whether {@link #sensors} is an estimate. */
  public boolean sensorsEstimated() {
    return accounts.values().stream().anyMatch(account -> account.sensors().isEstimate());
  }

  /** Returns when the last reading reached the entry, in epoch milliseconds; 0 if none has. */
  public long lastReceivedMillis() {
    return accounts.values().stream().mapToLong(Account::lastReceivedMillis).max().orElse(0);
  }
}
