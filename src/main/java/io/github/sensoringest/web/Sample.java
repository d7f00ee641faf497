package io.github.sensoringest.web;

import io.github.sensoringest.ledger.Balance;

/**
 * What the gateway had counted at one moment. Immutable.
 *
 * @param atMillis when, in epoch milliseconds
 * @param total the balance of all sources
 * @param buffered messages in the buffer
 * @param capacity messages that the buffer holds at most
 * @param waiting messages whose sources waited for room
 * @param lostRows rows that sinks had lost
 * @param lostAlarms alarms that nobody was told of
 * @param lostLetters dead letters that could not be kept
 */
record Sample(
    long atMillis,
    Balance total,
    int buffered,
    int capacity,
    int waiting,
    long lostRows,
    long lostAlarms,
    long lostLetters) {

  /** Returns how full the buffer was, from 0 to 1. */
  double fill() {
    return capacity == 0 ? 0 : (double) buffered / capacity;
  }
}
